import { defineConfig } from 'vite';

const INPUTS: Record<string, string> = {
  verifier: 'src/pages/verifier.ts',
  'check-worker': 'src/pages/check-worker.ts',
  'qr-worker': 'src/pages/qr/qr-worker.ts',
};

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
      input: INPUTS[mode] ?? '',
      // A page from a disk may start no module as a worker; the page itself is one, which knows its own address.
      output: {
        format: mode === 'verifier' ? 'es' : 'iife',
        codeSplitting: false,
        entryFileNames: '[name].js',
      },
    },
  },
}));
