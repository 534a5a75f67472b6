import { sql } from 'kysely';
import { ISSUED_COLUMNS, readIssued } from './issuance-rows.ts';
import type { RecognitionRecord, RecognitionStore } from './recognition-store.ts';
import type { Reader, SqlDatabase } from './sql-database.ts';
import { readTime, storedTime } from './stored-time.ts';

/** Recognitions that were given here: credentials, with what each is about. */
export function recognitions({
  db,
}: SqlDatabase): Pick<RecognitionStore, 'getRecognition' | 'listRecognitions'> {
  return {
    async getRecognition(id) {
      const row = await selectRecognitions(db).where('recognitions.id', '=', id).executeTakeFirst();
      return row ? readRecognition(row) : null;
    },

    async listRecognitions({ after, limit }, filter = {}) {
      const { issuerSlug, kind, subjectId, issuerDid, notOverBefore } = filter;
      let query = selectRecognitions(db);
      if (issuerSlug !== undefined) query = query.where('issuances.issuerSlug', '=', issuerSlug);
      if (kind !== undefined) query = query.where('recognitions.kind', '=', kind);
      if (subjectId !== undefined) query = query.where('recognitions.subjectId', '=', subjectId);
      if (issuerDid !== undefined) query = query.where('recognitions.issuerDid', '=', issuerDid);
      if (notOverBefore !== undefined) {
        const time = storedTime(notOverBefore);
        query = query
          .where((eb) =>
            eb.or([eb('credentials.validUntil', 'is', null), eb('credentials.validUntil', '>=', time)]),
          )
          .where((eb) =>
            eb.or([
              eb('credentials.standing', '!=', 'revoked'),
              eb.exists(
                eb
                  .selectFrom('statusOrderItems')
                  .innerJoin('statusOrders', 'statusOrders.id', 'statusOrderItems.orderId')
                  .select(sql.lit(1).as('one'))
                  .whereRef('statusOrderItems.credentialId', '=', 'credentials.id')
                  .where('statusOrderItems.outcome', '=', 'changed')
                  .where('statusOrders.action', '=', 'revoke')
                  .where('statusOrders.decidedAt', '>=', time),
              ),
            ]),
          );
      }
      if (after !== undefined)
        query = query.where('recognitions.seq', '<', (eb) =>
          eb.selectFrom('recognitions as last').select('last.seq').where('last.id', '=', after),
        );
      const rows = await query.orderBy('recognitions.seq', 'desc').limit(limit).execute();
      return rows.map(readRecognition);
    },
  };
}

function selectRecognitions(reader: Reader) {
  return reader
    .selectFrom('recognitions')
    .innerJoin('credentials', 'credentials.id', 'recognitions.id')
    .innerJoin('issuances', 'issuances.credentialId', 'credentials.id')
    .select(ISSUED_COLUMNS)
    .select([
      'recognitions.id',
      'recognitions.kind as subjectKind',
      'recognitions.subjectId',
      'recognitions.subjectName',
      'recognitions.issuerDid',
      'recognitions.issuerName',
      'credentials.name',
      'credentials.validFrom',
      'credentials.validUntil',
      'credentials.standing',
      'credentials.replacedBy',
      'credentials.body',
      'credentials.recordedAt',
    ]);
}

type RecognitionRow = Awaited<ReturnType<ReturnType<typeof selectRecognitions>['executeTakeFirstOrThrow']>>;

function readRecognition(row: RecognitionRow): RecognitionRecord {
  const { issuerSlug, status, renews } = readIssued(row);
  return {
    id: row.id,
    kind: row.subjectKind,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    issuerDid: row.issuerDid,
    issuerName: row.issuerName,
    issuerSlug,
    name: row.name,
    validFrom: readTime(row.validFrom),
    validUntil: readTime(row.validUntil),
    standing: row.standing,
    renews,
    replacedBy: row.replacedBy,
    status,
    body: row.body,
    recordedAt: readTime(row.recordedAt),
  };
}
