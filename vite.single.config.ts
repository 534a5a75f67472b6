import { defineConfig } from 'vite';

/** The verifier page's script as one file, for the page that needs no server: nothing is left to be loaded. */
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  build: {
    outDir: 'dist/single',
    emptyOutDir: true,
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    modulePreload: false,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: 'src/pages/verifier.ts',
      output: { format: 'iife', codeSplitting: false, entryFileNames: 'verifier.js' },
    },
  },
});
