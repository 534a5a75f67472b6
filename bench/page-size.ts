import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the verifier page loads at first, compressed: kilobytes of JavaScript. */
export async function measurePageScript(): Promise<number> {
  const manifest: Record<string, { file: string; imports?: string[] }> = JSON.parse(
    await readFile('dist/pages/.vite/manifest.json', 'utf8'),
  );
  const files = new Set<string>();
  const add = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) add(next);
  };
  add('src/pages/verifier.ts');
  const scripts = await Promise.all([...files].map((file) => readFile(join('dist/pages', file))));
  return scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0) / 1_000;
}
