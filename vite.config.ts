import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

const SERVICE_WORKER = 'sw.js';

/** Tells the service worker which files the page consists of. */
function listPageFiles(): Plugin {
  return {
    name: 'list-page-files',
    // After Vite has taken out the scripts that were only there for a style.
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error(`The build has no ${SERVICE_WORKER}.`);
      const files = Object.values(bundle)
        .filter(({ fileName }) => fileName.startsWith('assets/'))
        .filter((file) => file.type === 'asset' || file.name !== 'share')
        .map(({ fileName }) => fileName)
        .sort();
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
      const constants = `const PAGE_FILES=${JSON.stringify([...files, 'icon.svg'])},PAGE_VERSION="${version}";`;
      worker.code = `${constants}\n${worker.code}`;
    },
  };
}

/** The browser's half. The server finds its entries again through the manifest; the service worker has to have its own name. */
export default defineConfig({
  // Beside each other, wherever that is: the same files are also served below a path, by others.
  base: './',
  publicDir: 'public',
  plugins: [listPageFiles()],
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
        'qr-worker': 'src/pages/qr/qr-worker.ts',
        share: 'src/pages/share.ts',
        style: 'src/pages/style.css',
        'service-worker': 'src/pages/service-worker.ts',
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
      },
    },
  },
});
