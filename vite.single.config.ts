import { defineConfig } from 'vite';

/** The verifier page's scripts as one file each, for the page that needs no server: nothing is left to be loaded. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  build: {
    outDir: 'dist/single',
    emptyOutDir: false,
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    modulePreload: false,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: `src/pages/${mode}.ts`,
      output: { format: 'iife', codeSplitting: false, entryFileNames: '[name].js' },
    },
  },
}));
