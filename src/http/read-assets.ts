import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../model/problem.ts';
import type { Assets } from './views/instance.ts';

/** Where Vite put the pages' files, from its manifest. Rejects with AppError CONFIG_INVALID before a build. */
export async function readAssets(pagesDir: string): Promise<Assets> {
  try {
    const manifest: Record<string, { file: string }> = JSON.parse(
      await readFile(join(pagesDir, '.vite', 'manifest.json'), 'utf8'),
    );
    const pathOf = (source: string) => {
      const entry = manifest[`src/pages/${source}`];
      if (entry === undefined) throw new Error(`no ${source} among the built pages`);
      return `/${entry.file}`;
    };
    return {
      style: pathOf('style.css'),
      verifier: pathOf('verifier.ts'),
      checkWorker: pathOf('check-worker.ts'),
      qrWorker: pathOf('qr/qr-worker.ts'),
      share: pathOf('share.ts'),
    };
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The pages are not built: run `npm run build`.', { cause });
  }
}
