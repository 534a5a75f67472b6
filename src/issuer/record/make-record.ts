import type { CredentialRecord, Issuance } from '../../store/records.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { Replacement } from '../build-award.ts';
import { finishIssuance, type IssuedCredential } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, newCredentialId, toSecond } from '../issuing.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { decideRecordStaples } from './decide-record-staples.ts';
import type { StoredRecord } from './prepare-record.ts';
import { type RecordContents, readRecordContents, recordNotWhole } from './read-contents.ts';

export interface RecordOptions {
  /** For the audit log. */
  actor: string;
  /** A record whose place the new one takes, whatever is in it. */
  insteadOf?: Superseded;
}

interface Superseded {
  id: string;
  reason: Replacement['reason'];
}

type Planning = Pick<Issuing, 'store' | 'publicUrl' | 'now'>;

/** What a record of a full credential would hold today, by which one that is there already is known. */
interface RecordPlan extends RecordContents {
  stored: StoredRecord['record'];
  hash: string;
}

/** What was refused for a reason that may have passed is tried again under the next key. */
const MAY_BE_TRIED_AGAIN = ['RECORD_NOT_WHOLE', 'STANDING_CONFLICT'];

/**
 * Makes the full record of a full credential: a CLR 2.0 credential of it and its parts, in the same order as every other
 * credential is issued, with a share link of its own. Idempotent: the same full credential, parts and recognitions give the
 * same record. When the full credential took the place of another, its record takes the place of that one's.
 *
 * Rejects with AppError CREDENTIAL_NOT_FOUND, REQUEST_INVALID for what is no full credential, RECORD_NOT_WHOLE (each that is
 * missing or not in force is named), and as `issueCredential` does.
 */
export async function makeRecord(
  issuing: Issuing,
  fullId: string,
  { actor, insteadOf }: RecordOptions,
): Promise<IssuedCredential> {
  const { store, now } = issuing;
  const plan = await planRecord(issuing, fullId);
  const { key, known } = await findAttempt(issuing, plan, insteadOf?.id);
  if (known !== null) return finishIssuance(issuing, known, actor);
  await assertValid(issuing, plan);
  const replaces = insteadOf ?? (await findPredecessor(issuing, plan.full));
  const request: StoredRecord = {
    record: plan.stored,
    ...(replaces === null
      ? {}
      : { replacement: { reason: replaces.reason, note: null, statement: null, actor } }),
  };
  const at = now();
  const credentialId = newCredentialId();
  const issuance = await store.reserveIssuance(
    {
      idempotencyKey: key,
      requestHash: plan.hash,
      issuerSlug: plan.full.issuerSlug,
      kind: 'other',
      credentialId,
      holder: null,
      achievement: null,
      needsStatus: true,
      issuedAt: toSecond(at),
      request,
      ...(replaces === null ? {} : { replaces: replaces.id }),
    },
    {
      at,
      actor,
      action: 'issuance-reserved',
      subject: credentialId,
      details: { kind: 'record', of: fullId, ...(replaces === null ? {} : { replaces: replaces.id }) },
    },
  );
  return finishIssuance(issuing, issuance, actor);
}

/**
 * The record that `makeRecord` would give without making anything; null if it would have to make one. Rejects as it does.
 */
export async function findRecord(issuing: Planning, fullId: string): Promise<IssuedCredential | null> {
  const { store } = issuing;
  const { known } = await findAttempt(issuing, await planRecord(issuing, fullId));
  if (known?.state !== 'issued') return null;
  const credential = await store.getCredential(known.credentialId);
  if (credential === null) return null;
  const [share = null] = await store.listSharesOfCredential(credential.id);
  return { credential, share };
}

async function planRecord(issuing: Planning, fullId: string): Promise<RecordPlan> {
  const contents = await readRecordContents(issuing, fullId);
  const { full, parts } = contents;
  const staples = await decideRecordStaples(issuing, full.issuerSlug, [full, ...parts]);
  // Which of them came last does not matter.
  const stapled = [...staples.issuer, ...staples.achievement].sort();
  return {
    ...contents,
    stored: { full: fullId, staples },
    hash: hashJson({ full: fullId, parts: parts.map(({ id }) => id), stapled }),
  };
}

/** The key under which this plan is, or is to be, carried out: one that was withdrawn since does not count. */
async function findAttempt(
  { store }: Pick<Issuing, 'store'>,
  { hash }: RecordPlan,
  passedOver?: string,
): Promise<{ key: string; known: Issuance | null }> {
  for (let attempt = 0; ; attempt++) {
    const key = `record:${hashJson({ record: hash, attempt })}`;
    const known = await store.getIssuance(key);
    if (known === null || known.state === 'reserved') return { key, known };
    if (known.state === 'refused') {
      if (!MAY_BE_TRIED_AGAIN.includes(String(known.problem?.['code']))) return { key, known };
    } else if (known.credentialId !== passedOver) {
      const credential = await store.getCredential(known.credentialId);
      if (credential?.standing !== 'revoked') return { key, known };
    }
  }
}

/** A corrected full credential's record takes the place of the newest one of what it corrected, which may be some steps back. */
async function findPredecessor(
  { store }: Pick<Issuing, 'store'>,
  { replaces }: CredentialRecord,
): Promise<Superseded | null> {
  for (let id = replaces; id !== null; id = (await store.getCredential(id))?.replaces ?? null) {
    const record = (await store.listRecordsOfFull(id)).find(({ standing }) => standing !== 'revoked');
    if (record !== undefined) return { id: record.id, reason: 'replaced' };
  }
  return null;
}

/** Each of them is verified as a stranger would: in force is not enough where a key was revoked. */
async function assertValid(issuing: Issuing, { full, parts }: RecordContents): Promise<void> {
  const verified = await Promise.all(
    [full, ...parts].map(async (record) => {
      const { fetchDocument, now } = issuing;
      const { verdict } = await verifyCredential(readStoredCredential(record), { fetchDocument, now: now() });
      return { record, verdict };
    }),
  );
  const problems = verified.flatMap(({ record: { id, name }, verdict }) =>
    verdict === 'valid' || verdict === 'sample'
      ? []
      : [{ path: id, code: 'not-valid', detail: `Our own verifier calls “${name}” ${verdict}.` }],
  );
  if (problems.length > 0) throw recordNotWhole(problems);
}
