import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { publishAchievements } from './achievements.ts';
import { appendAuditEvent } from './audit-log.ts';
import type { AuditEntry, PublishedRecord } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

type Kind = Tables['publishedDocuments']['kind'];

/** Frameworks, crosswalks and programs: versioned documents that freeze when they are published. */
export function published(
  database: SqlDatabase,
): Pick<
  Store,
  | 'publishFramework'
  | 'publishCrosswalk'
  | 'publishProgram'
  | 'findFramework'
  | 'findCrosswalk'
  | 'findProgram'
  | 'listFrameworks'
  | 'listCrosswalks'
  | 'listPrograms'
  | 'listVersions'
> {
  return {
    publishFramework: (framework, audit) => publishAlone(database, 'framework', framework, audit),
    publishCrosswalk: (crosswalk, audit) => publishAlone(database, 'crosswalk', crosswalk, audit),

    publishProgram: (program, achievements, audit) =>
      inTransaction(database, async (trx) => {
        const outcome = await publishDocument(trx, 'program', program);
        if (outcome === 'published') {
          await publishAchievements(trx, achievements);
          await appendAuditEvent(trx, audit);
        }
        return outcome;
      }),

    findFramework: (code, version) => findDocument(database, 'framework', code, version),
    findCrosswalk: (code, version) => findDocument(database, 'crosswalk', code, version),
    findProgram: (code, version) => findDocument(database, 'program', code, version),
    listFrameworks: () => listLatest(database, 'framework'),
    listCrosswalks: () => listLatest(database, 'crosswalk'),
    listPrograms: () => listLatest(database, 'program'),

    async listVersions(kind) {
      const rows = await database.db
        .selectFrom('publishedDocuments')
        .selectAll()
        .where('kind', '=', kind)
        .orderBy('code')
        .orderBy('publishedAt')
        .orderBy('seq')
        .execute();
      return rows.map(readDocument);
    },
  };
}

function publishAlone(database: SqlDatabase, kind: Kind, record: PublishedRecord, audit: AuditEntry) {
  return inTransaction(database, async (trx) => {
    const outcome = await publishDocument(trx, kind, record);
    if (outcome === 'published') await appendAuditEvent(trx, audit);
    return outcome;
  });
}

async function publishDocument(
  trx: Transaction<Tables>,
  kind: Kind,
  record: PublishedRecord,
): Promise<'published' | 'unchanged'> {
  const { code, version, contentHash } = record;
  const inserted = await trx
    .insertInto('publishedDocuments')
    .values({
      kind,
      code,
      version,
      document: JSON.stringify(record.document),
      contentHash,
      publishedAt: storedTime(record.publishedAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (inserted) return 'published';
  const frozen = await trx
    .selectFrom('publishedDocuments')
    .select('contentHash')
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (frozen.contentHash === contentHash) return 'unchanged';
  throw new AppError(
    'PROGRAM_FROZEN',
    `This version of the ${kind} is published with other content. Publish the change as a new version.`,
  );
}

async function findDocument(database: SqlDatabase, kind: Kind, code: string, version: string | undefined) {
  let query = database.db
    .selectFrom('publishedDocuments')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('publishedAt', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row ? readDocument(row) : null;
}

async function listLatest(database: SqlDatabase, kind: Kind): Promise<PublishedRecord[]> {
  const rows = await database.db
    .with('ranked', (db) =>
      db
        .selectFrom('publishedDocuments')
        .selectAll()
        .select((eb) =>
          eb.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('code').orderBy('publishedAt', 'desc').orderBy('seq', 'desc'))
            .as('rank'),
        )
        .where('kind', '=', kind),
    )
    .selectFrom('ranked')
    .selectAll()
    .where('rank', '=', 1)
    .orderBy('code')
    .execute();
  return rows.map(readDocument);
}

function readDocument(row: Selectable<Tables['publishedDocuments']>): PublishedRecord {
  const { code, version, document, contentHash, publishedAt } = row;
  return {
    code,
    version,
    document: JSON.parse(document),
    contentHash,
    publishedAt: readTime(publishedAt),
  };
}
