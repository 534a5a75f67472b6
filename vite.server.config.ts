import { defineConfig } from 'vite';

/**
 * The server and the command line, and the threads that sign. The packages are bundled with our own code: most of a command's start
 * would be looking for their thousand files. What is no JavaScript stays in node_modules.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
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
        banner: ({ name }) => (name === 'lectern' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
