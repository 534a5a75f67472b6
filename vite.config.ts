import { defineConfig } from 'vite';

/** The browser's half: four entries, found again by the server through the manifest. */
export default defineConfig({
  base: '/',
  publicDir: 'public',
  // Not the tsconfig's, so that a bundle never depends on where Vite looks for one.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  build: {
    outDir: 'dist/pages',
    emptyOutDir: true,
    manifest: true,
    assetsDir: 'assets',
    // A content security policy without `data:` and without inline code: nothing is folded into anything.
    assetsInlineLimit: 0,
    // Workers have no document to preload into.
    modulePreload: false,
    sourcemap: false,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: {
        verifier: 'src/pages/verifier.ts',
        'check-worker': 'src/pages/check-worker.ts',
        share: 'src/pages/share.ts',
        style: 'src/pages/style.css',
      },
    },
  },
});
