import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/**
 * A fresh database in the PostgreSQL of this run (`postgres-global-setup.ts`): empty, or a copy of the one at `template`,
 * to which nobody may be connected meanwhile.
 */
export async function createPostgresDatabase(
  template?: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const response = await fetch(inject('postgresUrlAt'));
  const adminUrl = await response.text();
  if (!response.ok) throw new Error(adminUrl);
  const name = `lectern_${randomUUID().replaceAll('-', '')}`;
  const source = template === undefined ? '' : ` template ${new URL(template).pathname.slice(1)}`;
  await runSql(adminUrl, `create database ${name}${source}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runSql(adminUrl, `drop database ${name} with (force)`) };
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
