import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import canonicalize from 'canonicalize';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { type BenchKey, buildRow, writeRoster } from './materials.ts';
import { signByReference } from './reference-signing.ts';

const ROWS = 40;

/**
 * What a careful engineer without plans and batches would write: read the roster, issue each row with `@digitalbazaar/vc`, and
 * insert it durably. Milliseconds a credential.
 */
export async function measureReferencePipeline(key: BenchKey, postgresUrl: string) {
  const sqlite = await openSqlite();
  const postgres = await openPostgres(postgresUrl);
  try {
    await run(key, sqlite.insert);
    return { sqlite: await run(key, sqlite.insert), postgres: await run(key, postgres.insert) };
  } finally {
    await sqlite.close();
    await postgres.close();
  }
}

type Insert = (id: string, body: string) => Promise<unknown> | unknown;

async function run(key: BenchKey, insert: Insert): Promise<number> {
  const text = [...writeRoster(ROWS)].join('');
  const begun = performance.now();
  const rows: unknown[] = parse(text, { columns: true });
  for (const i of rows.keys()) {
    const unsigned = buildRow(i);
    const signed = await signByReference(unsigned, key.reference);
    await insert(`${unsigned.id}-${begun}`, canonicalize(signed) as string);
  }
  return (performance.now() - begun) / ROWS;
}

async function openSqlite(): Promise<{ insert: Insert; close(): Promise<void> }> {
  const path = join(tmpdir(), `lectern-bench-${process.pid}.sqlite`);
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table credentials (id text primary key, body text not null)');
  const statement = database.prepare('insert into credentials values (?, ?)');
  return {
    insert: (id, body) => statement.run(id, body),
    async close() {
      database.close();
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
    },
  };
}

async function openPostgres(url: string): Promise<{ insert: Insert; close(): Promise<void> }> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create table bench_credentials (id text primary key, body text not null)');
  return {
    insert: (id, body) => client.query('insert into bench_credentials values ($1, $2)', [id, body]),
    async close() {
      await client.query('drop table bench_credentials');
      await client.end();
    },
  };
}
