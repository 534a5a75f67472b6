import type { UnsignedCredential } from '../../model/credential.ts';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord, BatchRow } from '../../store/batch-store.ts';
import { openAwardSources } from '../award-sources.ts';
import { buildAward } from '../build-award.ts';
import { hashEmail } from '../holder-key.ts';
import { type Issuing, toSecond } from '../issuing.ts';
import { readRowRequest } from './row-request.ts';

/** Stands where the id will stand. */
const NO_ID_YET = 'urn:uuid:00000000-0000-0000-0000-000000000000';

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
  const hashedEmail = program.settings.hashedEmail ? hashEmail(request.award.holder.email) : undefined;
  const draft = await buildAward(issuing, sources, {
    request: { ...row.request, ...(hashedEmail === undefined ? {} : { hashedEmail }) },
    achievement: {
      code: definition.code,
      version: definition.version,
      programCode: program.code,
      programVersion: program.version,
    },
    status: { list: 1, index: 0 },
    credentialId: NO_ID_YET,
    issuerSlug: batch.issuerSlug,
    issuedAt: toSecond(issuing.now()),
  });
  return draft.unsigned;
}

/** The first row of the file's line that a credential comes from. */
export async function findPositionOfLine(
  issuing: Pick<Issuing, 'store'>,
  { id, revision }: BatchRecord,
  line: number,
): Promise<number | null> {
  let after: number | undefined;
  for (;;) {
    const rows = await issuing.store.listBatchRows(id, revision, {
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    const found = rows.find((row) => row.line === line && row.request !== null);
    if (found !== undefined) return found.position;
    if (rows.length < 1_000) return null;
    after = rows.at(-1)?.position;
  }
}

async function findRow({ store }: Issuing, batch: BatchRecord, position: number): Promise<BatchRow | null> {
  const page = position === 0 ? { limit: 1 } : { after: position - 1, limit: 1 };
  const [row] = await store.listBatchRows(batch.id, batch.revision, page);
  return row?.position === position ? row : null;
}
