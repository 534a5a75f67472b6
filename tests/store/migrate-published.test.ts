import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openSqliteDatabase } from '../../src/store/engines/sqlite-database.ts';
import { migrateToLatest, migrateUpTo } from '../../src/store/migrations.ts';
import type { Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createPostgresDatabase } from '../support/postgres.ts';

/** A database of the time before crosswalks, with frameworks and programs in it. */
async function openOlder(engine: Store['engine']) {
  if (engine === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-older-'));
    const { db } = openSqliteDatabase(join(folder, 'a.sqlite'));
    return { db, close: () => db.destroy().then(() => rm(folder, { recursive: true })) };
  }
  const { url, drop } = await createPostgresDatabase();
  const dialect = new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) });
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  return { db, close: () => db.destroy().then(drop) };
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  test('what was published before there were crosswalks stays, in its order, and crosswalks come after it', async () => {
    const { db, close } = await openOlder(engine);
    await migrateUpTo({ engine, db }, '0006-signing-keys');
    const insert = (kind: Tables['publishedDocuments']['kind'], code: string) =>
      db
        .insertInto('publishedDocuments')
        .values({
          kind,
          code,
          version: '1',
          document: '{"é":1}',
          contentHash: code,
          publishedAt: '2026-01-01',
        })
        .execute();
    const read = () => db.selectFrom('publishedDocuments').selectAll().orderBy('seq').execute();
    for (const code of ['c', 'a', 'gone', 'b']) await insert(code === 'a' ? 'program' : 'framework', code);
    await sql`delete from published_documents where code in ('gone', 'b')`.execute(db);
    await insert('framework', 'd');
    await expect(insert('crosswalk', 'x')).rejects.toThrow();
    const before = await read();

    await migrateToLatest({ engine, db });
    expect(await read()).toEqual(before);
    await insert('crosswalk', 'a');
    const after = await read();
    expect(after.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'framework c',
      'program a',
      'framework d',
      'crosswalk a',
    ]);
    await expect(insert('crosswalk', 'a')).rejects.toThrow();
    await expect(insert('other' as 'crosswalk', 'a')).rejects.toThrow();
    await migrateToLatest({ engine, db });
    expect(await read()).toEqual(after);
    await close();
  });
});
