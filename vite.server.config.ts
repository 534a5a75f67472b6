import { defineConfig, type Plugin } from 'vite';

/**
 * `jsonld` brings an HTTP client for a loader of documents that nothing here uses: ours is closed (`src/proof/document-loader.ts`).
 * Loading the client would take a fifth of every command's start.
 */
export const withoutHttpClient: Plugin = {
  name: 'without-http-client',
  enforce: 'pre',
  resolveId: (source) => (source === '@digitalbazaar/http-client' ? '\0no-http-client' : null),
  load: (id) => (id === '\0no-http-client' ? 'export {};' : null),
};

/**
 * The server and the command line, and the threads that sign. The packages are bundled with our own code: most of a command's start
 * would be looking for their thousand files. What is no JavaScript stays in node_modules.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  plugins: [withoutHttpClient],
  publicDir: false,
  ssr: { noExternal: true, external: ['better-sqlite3', '@resvg/resvg-js'] },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: { lectern: 'src/cli/lectern.ts', 'batch-thread': 'src/cli/batch-thread.ts' },
      output: {
        entryFileNames: '[name].js',
        // Beside those, so that what is looked for from a file of ours is at the same place from each.
        chunkFileNames: '[name]-[hash].js',
        banner: ({ name }) => (name === 'lectern' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
