import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresDatabase } from '../support/postgres.ts';
import { queueContract } from '../support/queue-contract.ts';

queueContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-queue-'));
  return {
    url: `sqlite:${join(folder, `${randomUUID()}.sqlite`)}`,
    drop: () => rm(folder, { recursive: true }),
  };
});

queueContract('PostgreSQL', () => createPostgresDatabase());
