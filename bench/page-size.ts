import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The page, and the worker in which it checks. */
const ENTRIES = ['src/pages/verifier.ts', 'src/pages/check-worker.ts'];

type Manifest = Record<string, { file: string; imports?: string[] }>;

/**
 * What the verifier page loads at first, compressed: kilobytes of JavaScript of the page and of its worker together. What both
 * need is counted twice, for each of them reads it.
 */
export async function measurePageScript(): Promise<number> {
  const manifest: Manifest = JSON.parse(await readFile('dist/pages/.vite/manifest.json', 'utf8'));
  const files = ENTRIES.flatMap((entry) => [...filesOf(entry, manifest)]);
  const scripts = await Promise.all(files.map((file) => readFile(join('dist/pages', file))));
  return scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0) / 1_000;
}

/** Its own script and what that imports, however far; not what is loaded when it is needed. */
function filesOf(entry: string, manifest: Manifest): Set<string> {
  const files = new Set<string>();
  const add = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`There is no ${key} among the built pages.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) add(next);
  };
  add(entry);
  return files;
}
