import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

/** A third kind of published document. SQLite cannot change a check, so there the table is written anew; nothing refers to it. */
export async function allowCrosswalks(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const isKind = sql<boolean>`kind in ('framework', 'program', 'crosswalk')`;
  if (engine === 'postgres') {
    await db.schema
      .alterTable('published_documents')
      .dropConstraint('published_documents_kind_check')
      .execute();
    await db.schema
      .alterTable('published_documents')
      .addCheckConstraint('published_documents_kind_check', isKind)
      .execute();
    return;
  }
  const { text, sequence } = buildTables(db, engine);
  await sequence('published_documents_new')
    .addColumn('kind', text, (c) => c.notNull().check(isKind))
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('document', text, (c) => c.notNull())
    .addColumn('content_hash', text, (c) => c.notNull())
    .addColumn('published_at', text, (c) => c.notNull())
    .addUniqueConstraint('published_documents_version', ['kind', 'code', 'version'])
    .execute();
  const columns = sql`seq, kind, code, version, document, content_hash, published_at`;
  await sql`insert into published_documents_new (${columns}) select ${columns} from published_documents order by seq`.execute(
    db,
  );
  await db.schema.dropTable('published_documents').execute();
  await db.schema.alterTable('published_documents_new').renameTo('published_documents').execute();
}
