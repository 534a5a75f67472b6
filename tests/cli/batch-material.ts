import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type CliResult, type RunningCli, runCli, startCli } from '../support/run-cli.ts';

/** One instance in a folder of its own, with an issuer and a program. Nothing is served, so the port is only a name. */
export interface County {
  dir: string;
  publicUrl: string;
  store: Store;
  lectern(args: readonly string[], input?: string): Promise<CliResult>;
  start(args: readonly string[]): RunningCli;
  /** The answer to `--json`, with this exit code. */
  ask<T = JsonObject>(args: readonly string[], code?: number, input?: string): Promise<T>;
  write(name: string, content: string): Promise<string>;
  close(): Promise<void>;
}

const PORT = '18173';

export async function foundCounty({
  port = PORT,
  env: more = {},
}: {
  port?: string;
  env?: Record<string, string>;
} = {}): Promise<County> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-batch-'));
  const options = { dataDir: join(dir, 'data'), env: { PORT: port, ...more } };
  const lectern = (args: readonly string[], input = '') => runCli(args, { ...options, input });
  const init = [
    'init',
    '--name',
    'Test County',
    '--site',
    'https://county.example',
    '--program',
    'sonoma-like',
  ];
  expect(await lectern(init)).toMatchObject({ code: 0, stderr: '' });
  const store = await openStore(
    more['LECTERN_DATABASE_URL'] ?? `sqlite:${join(dir, 'data', 'lectern.sqlite')}`,
  );
  return {
    dir,
    publicUrl: `http://localhost:${port}`,
    store,
    lectern,
    start: (args) => startCli(args, options),
    async ask(args, code = 0, input = '') {
      const result = await lectern([...args, '--json'], input);
      expect([result.code, result.code === 0 || result.stdout !== '' ? '' : result.stderr]).toEqual([
        code,
        '',
      ]);
      return JSON.parse(result.stdout);
    },
    async write(name, content) {
      const path = join(dir, name);
      await writeFile(path, content);
      return path;
    },
    async close() {
      await store.close();
      await rm(dir, { recursive: true });
    },
  };
}

export const LONG_HEADER = 'Name,Email,Badge,Level,Date,Evidence,Assessors';

/** A roster with a credential a row. `group` tells its people from those of another. */
export function longRoster(group: string, size: number): string {
  const rows = Array.from({ length: size }, (_, i) => longRow(`Teacher ${i + 1}`, `${group}${i + 1}`));
  return `${[LONG_HEADER, ...rows].join('\n')}\n`;
}

export function longRow(
  name: string,
  key: string,
  change: Partial<Record<'level' | 'date', string>> = {},
): string {
  const { level = '3', date = '2026-05-15' } = change;
  return `${name},${key}@county.example,TLMS-1,${level},${date},https://portfolio.example/${key},2`;
}

/** The id of the batch that a file is, and how it stands. */
export async function findBatch({ store }: County, fileName: string) {
  const batches = await store.listBatches({ limit: 100 });
  const batch = batches.find((candidate) => candidate.fileName === fileName);
  if (batch === undefined) throw new Error('There is no such batch.');
  return batch;
}
