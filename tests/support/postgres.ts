import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

/**
 * A fresh database in the PostgreSQL of this run (`postgres-global-setup.ts`): empty, or a copy of the one at `template`,
 * to which nobody may be connected meanwhile.
 */
export async function createPostgresDatabase(
  template?: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = await askAdminUrl();
  const name = `lectern_${randomUUID().replaceAll('-', '')}`;
  const source =
    template === undefined ? '' : ` template ${new URL(template).pathname.slice(1)} strategy file_copy`;
  await runSql(adminUrl, `create database ${name}${source}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runSql(adminUrl, `drop database ${name} with (force)`) };
}

const MIGRATED = 'lectern_migrated';
let isMigrated: Promise<void> | undefined;

/** A fresh database with the tables of the store in it: copied, which takes half as long as making them. */
export async function createMigratedDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = await askAdminUrl();
  const template = new URL(adminUrl);
  template.pathname = `/${MIGRATED}`;
  isMigrated ??= migrateOnce(adminUrl, template.href);
  await isMigrated;
  return createPostgresDatabase(template.href);
}

/** The first worker makes it, and the others wait until it is whole. */
async function migrateOnce(adminUrl: string, url: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [MIGRATED]);
    if (rowCount !== 0) return;
    await client.query(`create database ${MIGRATED}`);
    const store = await openStore(url);
    await store.migrate();
    await store.close();
  } finally {
    await client.end();
  }
}

async function askAdminUrl(): Promise<string> {
  const response = await fetch(inject('postgresUrlAt'));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}

async function runSql(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
