import type { UnsignedCredential } from '../../model/credential.ts';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord, BatchRow } from '../../store/batch-store.ts';
import { openAwardSources } from '../award-sources.ts';
import { buildAward } from '../build-award.ts';
import { describeIntent } from '../describe-intent.ts';
import { type Issuing, toSecond } from '../issuing.ts';
import { decideStaples } from '../recognitions/decide-staples.ts';
import { readRows } from './read-rows.ts';
import { NO_ID_YET, readRowRequest } from './row-request.ts';

/**
 * The credential that a row will become, without proof, with a placeholder for its id and its place in a status list. Nothing is
 * reserved. Rejects with AppError NOT_FOUND for a row that there is not, or that no credential comes from.
 */
export async function previewRow(
  issuing: Issuing,
  batch: BatchRecord,
  position: number,
): Promise<UnsignedCredential> {
  const row = await findRow(issuing, batch, position);
  if (row === null || row.achievement === null || row.request === null)
    throw new AppError('NOT_FOUND', 'No credential comes from this row.');
  const request = readRowRequest(row);
  const sources = openAwardSources(issuing);
  const { program, definition } = await sources.readAchievement(row.achievement, request.version);
  const { did } = await sources.readIssuer(batch.issuerSlug);
  const intent = describeIntent({
    award: request.award,
    issuerSlug: batch.issuerSlug,
    achievement: { program, definition },
    parts: request.parts.map((part) => ({ ...part, awardedDate: new Date(part.awardedDate) })),
    issuedAt: toSecond(issuing.now()),
    staples: await decideStaples(issuing, did, definition),
  });
  const draft = await buildAward(issuing, sources, {
    ...intent,
    credentialId: NO_ID_YET,
    status: { list: 1, index: 0 },
    hold: intent.needsHold === true ? { list: 2, index: 0 } : null,
  });
  return draft.unsigned;
}

/** The first row of the file's line that a credential comes from. */
export async function findPositionOfLine(
  issuing: Pick<Issuing, 'store'>,
  batch: BatchRecord,
  line: number,
): Promise<number | null> {
  for await (const row of readRows(issuing, batch))
    if (row.line === line && row.request !== null) return row.position;
  return null;
}

async function findRow({ store }: Issuing, batch: BatchRecord, position: number): Promise<BatchRow | null> {
  const page = position === 0 ? { limit: 1 } : { after: position - 1, limit: 1 };
  const [row] = await store.listBatchRows(batch.id, batch.revision, page);
  return row?.position === position ? row : null;
}
