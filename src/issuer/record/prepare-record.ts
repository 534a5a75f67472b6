import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { buildRecord } from '../../program/build-record.ts';
import { CRYPTOSUITES } from '../../proof/cryptosuites.ts';
import type { CredentialRecord, Issuance } from '../../store/records.ts';
import type { Draft, Replacement } from '../build-award.ts';
import { type Issuing, issuerProfile, requireIssuer } from '../issuing.ts';
import { statusListUrl } from '../publish-status-list.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { loadStaples, readStaple, type StapleIds } from '../recognitions/read-staples.ts';
import { readRecordContents } from './read-contents.ts';

/** What is kept of a request for a full record: with the store, enough to build the same bytes after a crash. */
export type StoredRecord = {
  record: { full: string; staples: StapleIds };
  /** Why it takes the place of the record that its issuance replaces. */
  replacement?: Replacement;
};

export function isStoredRecord(request: JsonObject): request is StoredRecord {
  return 'record' in request;
}

/**
 * Builds the full record that a stored request stands for; the same one each time. Rejects with AppError RECORD_NOT_WHOLE when
 * something in it is not in force any more: then it is not made.
 */
export async function prepareRecord(
  issuing: Pick<Issuing, 'store' | 'now' | 'publicUrl' | 'sample'>,
  { record, replacement }: StoredRecord,
  {
    credentialId,
    status,
    issuerSlug,
    issuedAt,
  }: Pick<Issuance, 'credentialId' | 'status' | 'issuerSlug' | 'issuedAt'>,
): Promise<Draft> {
  if (status === null) throw new AppError('LINT_FAILED', 'The stored request is incomplete.');
  const { full, parts } = await readRecordContents(issuing, record.full);
  const { issuer, achievement } = await loadStaples(record.staples, (id) => readStaple(issuing.store, id));
  const unsigned = buildRecord({
    id: credentialId,
    issuer: issuerProfile(await requireIssuer(issuing.store, issuerSlug)),
    full: readStoredCredential(full),
    parts: parts.map((part) => ({ kind: kindOf(part), credential: readStoredCredential(part) })),
    staples: { issuer, achievements: achievement },
    status: { listUrl: statusListUrl(issuing.publicUrl, status.list), index: status.index },
    issuedAt,
    sample: issuing.sample,
  });
  return {
    unsigned: unsigned as unknown as JsonObject,
    cryptosuites: CRYPTOSUITES.map(({ name }) => name),
    name: unsigned.name,
    holderName: full.holderName,
    replacement,
    selfCheck: 'whole',
    recordOf: full.id,
  };
}

function kindOf({ kind }: CredentialRecord): 'micro' | 'capstone' | 'full' {
  // What a program composes a full credential of was awarded by it.
  return kind === 'other' ? 'micro' : kind;
}
