import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAssets } from '../http/read-assets.ts';
import type { BuiltVerifier } from '../http/render-verifier-site.tsx';
import { AppError } from '../model/problem.ts';

/** Every built file of the verifier page with its path in the folder: of the share page's there are none. */
export async function listVerifierFiles(pagesDir: string): Promise<string[]> {
  const names = await readdir(pagesDir, { recursive: true, withFileTypes: true });
  return names
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('.vite') && !entry.name.startsWith('share-'),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(pagesDir.length + 1))
    .sort();
}

/** Style, script and worker as texts that may stand inside a page. Rejects with AppError CONFIG_INVALID before a build. */
export async function readVerifierTexts(pagesDir: string, singleDir: string): Promise<BuiltVerifier> {
  const { style } = await readAssets(pagesDir);
  try {
    const [styleText, ...scripts] = await Promise.all([
      readFile(join(pagesDir, style), 'utf8'),
      ...['verifier', 'check-worker', 'qr-worker'].map((name) =>
        readFile(join(singleDir, `${name}.js`), 'utf8'),
      ),
    ]);
    const [verifier = '', check = '', qr = ''] = scripts.map(endNowhere);
    return { style: styleText, verifier, check, qr };
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The pages are not built: run `npm run build`.', { cause });
  }
}

/** Nothing in a script may end the element that it stands in, or begin a comment there (HTML, restrictions for contents of script elements). */
function endNowhere(script: string): string {
  return script.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}
