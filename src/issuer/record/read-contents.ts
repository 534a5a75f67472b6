import { digestMultibase, utf8 } from '../../model/bytes.ts';
import { isJsonObject, textOf, valuesOf } from '../../model/json.ts';
import { AppError, type Subproblem } from '../../model/problem.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { readStoredCredential } from '../read-stored-credential.ts';

/** What a full record holds. */
export interface RecordContents {
  full: CredentialRecord;
  /** In the order in which the full credential names them. */
  parts: CredentialRecord[];
}

type Place = 'full' | 'part';

const STATES = {
  missing: 'is not here',
  changed: 'is not what the full credential names',
  withdrawn: 'is withdrawn',
  replaced: 'was replaced by a corrected one',
  'on-hold': 'is on hold',
  expired: 'has expired',
  'not-yet-valid': 'is not valid yet',
} as const;
type State = keyof typeof STATES;

/**
 * A full credential and the parts that it names, all of them in force now.
 *
 * Rejects with AppError CREDENTIAL_NOT_FOUND, REQUEST_INVALID for what is no full credential, and RECORD_NOT_WHOLE, which names
 * each that is missing or not in force.
 */
export async function readRecordContents(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  fullId: string,
): Promise<RecordContents> {
  const full = await store.getCredential(fullId);
  if (full === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  if (full.kind !== 'full')
    throw new AppError('REQUEST_INVALID', 'Only a full credential has a full record, and this is none.');
  const problems: Subproblem[] = [];
  const note = (place: Place, state: State | null, id: string, record: CredentialRecord | null) => {
    if (state !== null) problems.push(describeProblem(place, state, id, record));
  };
  note('full', stateOf(full, now()), full.id, full);
  const parts: CredentialRecord[] = [];
  for (const { id, digest } of namedParts(full)) {
    const part = await store.getCredential(id);
    if (part !== null) parts.push(part);
    const state =
      part === null
        ? 'missing'
        : digest !== (await digestMultibase(utf8(part.body)))
          ? 'changed'
          : stateOf(part, now());
    note('part', state, id, part);
  }
  if (problems.length === 0) return { full, parts };
  throw recordNotWhole(problems);
}

export function recordNotWhole(problems: readonly Subproblem[]): AppError {
  return new AppError(
    'RECORD_NOT_WHOLE',
    'There is no full record of this credential: not all that it would hold is in force.',
    { problems },
  );
}

/** What is to be said of a credential that is not in force now; null of one that is. */
export function stateOf(record: CredentialRecord, now: Date): Exclude<State, 'missing' | 'changed'> | null {
  if (record.standing === 'revoked') return record.replacedBy === null ? 'withdrawn' : 'replaced';
  if (record.standing === 'suspended') return 'on-hold';
  if (record.validUntil !== null && record.validUntil <= now) return 'expired';
  return record.validFrom > now ? 'not-yet-valid' : null;
}

function namedParts(full: CredentialRecord): { id: string; digest: string | undefined }[] {
  return valuesOf(readStoredCredential(full)['relatedResource'])
    .filter(isJsonObject)
    .flatMap(({ id, digestMultibase: digest }) => {
      const named = textOf(id);
      return named === undefined ? [] : [{ id: named, digest: textOf(digest) }];
    });
}

function describeProblem(
  place: Place,
  state: State,
  id: string,
  record: CredentialRecord | null,
): Subproblem {
  const what = place === 'full' ? 'The full credential' : 'The part';
  const name = record === null ? '' : ` “${record.name}”`;
  return { path: id, code: `${place}-${state}`, detail: `${what}${name} ${STATES[state]}.` };
}
