import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeRoster } from './materials.ts';
import { createPostgres } from './postgres.ts';

/** What one whole batch took. */
export interface WholeBatch {
  engine: 'sqlite' | 'postgres';
  workers: number;
  credentials: number;
  fallBacks: number;
  checkSeconds: number;
  signSeconds: number;
  seconds: number;
  peakMemoryMb: number;
}

const run = promisify(execFile);

/** A whole batch of so many rows, in an instance of its own, from CSV text to durable, shareable credentials. */
export async function measureWhole(
  engine: WholeBatch['engine'],
  rows: number,
  workers: number,
): Promise<WholeBatch> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
  const postgres = engine === 'postgres' ? await createPostgres() : null;
  try {
    const roster = join(dir, 'roster.csv');
    await writeFile(roster, [...writeRoster(rows)].join(''));
    const { stdout } = await run(process.execPath, ['bench/whole-child.ts', roster, String(workers)], {
      env: {
        PATH: process.env['PATH'],
        LECTERN_DATA_DIR: dir,
        ...(postgres === null ? {} : { LECTERN_DATABASE_URL: postgres.url }),
      },
    });
    return { engine, workers, ...JSON.parse(stdout) };
  } finally {
    await postgres?.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
