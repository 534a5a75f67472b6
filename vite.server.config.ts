import { defineConfig } from 'vite';

/** The server and the command line, and the threads that sign: bundles of our own code; packages stay in node_modules. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  publicDir: false,
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
