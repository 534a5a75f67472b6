import { defineConfig } from 'vite';

/** The server and the command line: one bundle of our own code; packages stay in node_modules. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  publicDir: false,
  build: {
    ssr: 'src/cli/lectern.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'lectern.js', banner: '#!/usr/bin/env node' } },
  },
});
