import { isJsonObject, textOf } from '../../model/json.ts';
import { decodeList, readStatus } from '../../model/status-list.ts';
import type { FetchDocument } from '../../model/verification.ts';
import type { CredentialRecord, StatusAction } from '../../store/records.ts';
import type { StatusOrder } from '../../store/standing-store.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { Issuing } from '../issuing.ts';
import { publishStatusList, statusListUrl } from '../publish-status-list.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { listChanged } from './fallen-parts.ts';

/** What the world answers of an order that was carried out. */
export interface Confirmation {
  /** Every list that it changed was had from outside, is genuine, and says of every credential what it should. */
  isConfirmed: boolean;
  lists: { url: string; answer: 'confirmed' | 'unreachable' | 'not-genuine' | 'differs' }[];
}

const BIT: Readonly<Record<StatusAction, 0 | 1>> = { revoke: 1, suspend: 1, reinstate: 0 };

/**
 * Publishes the lists in which an action changed these credentials, and reads them back as a stranger would: `fetchOutside` knows
 * no short cut to our own documents. Only then may anyone say that a credential is withdrawn. Rejects with AppError
 * KEY_UNAVAILABLE when a list cannot be signed.
 */
export async function confirmStatus(
  issuing: Issuing,
  { action, credentialIds }: { action: StatusAction; credentialIds: Iterable<string> },
  fetchOutside: FetchDocument,
): Promise<Confirmation> {
  const places = await listPlaces(issuing, action, credentialIds);
  const lists = await Promise.all(
    [...places].map(async ([number, { indices, sample }]) => {
      await publishStatusList(issuing, number);
      const url = statusListUrl(issuing.publicUrl, number);
      const answer = await readBack(url, action, indices, sample, fetchOutside, issuing.now());
      return { url, answer };
    }),
  );
  // What changed nothing is seen nowhere.
  return { isConfirmed: lists.length > 0 && lists.every(({ answer }) => answer === 'confirmed'), lists };
}

/** The same for an order that was carried out. */
export async function confirmStatusOrder(
  issuing: Issuing,
  { id, action }: Pick<StatusOrder, 'id' | 'action'>,
  fetchOutside: FetchDocument,
): Promise<Confirmation> {
  const changed = await listChanged(issuing, id);
  return confirmStatus(
    issuing,
    { action, credentialIds: changed.map((credential) => credential.id) },
    fetchOutside,
  );
}

/** By list: the places that were changed, and one of the credentials that have them. */
async function listPlaces({ store }: Issuing, action: StatusAction, credentialIds: Iterable<string>) {
  const places = new Map<number, { indices: number[]; sample: CredentialRecord }>();
  for (const credentialId of credentialIds) {
    const record = await store.getCredential(credentialId);
    const place = action === 'revoke' ? record?.status : record?.hold;
    if (record === null || place === null || place === undefined) continue;
    const list = places.get(place.list) ?? { indices: [], sample: record };
    list.indices.push(place.index);
    places.set(place.list, list);
  }
  return places;
}

async function readBack(
  url: string,
  action: StatusAction,
  indices: readonly number[],
  sample: CredentialRecord,
  fetchOutside: FetchDocument,
  now: Date,
): Promise<Confirmation['lists'][number]['answer']> {
  // One copy for the verifier and for the bits, so that both speak of the same one.
  let fetched: ReturnType<FetchDocument> | undefined;
  const fetchOnce: FetchDocument = (asked) => {
    if (asked !== url) return fetchOutside(asked);
    fetched ??= fetchOutside(asked);
    return fetched;
  };
  const { checks } = await verifyCredential(readStoredCredential(sample), {
    fetchDocument: fetchOnce,
    now,
    checks: ['structure', 'proof', 'issuer', 'status'],
  });
  const document = await fetched?.then(
    ({ document: list }) => list,
    () => null,
  );
  if (document === null || document === undefined) return 'unreachable';
  const findings = checks
    .filter(({ check }) => check === 'status')
    .flatMap((check) => check.findings ?? [check]);
  if (findings.some(({ outcome }) => outcome === 'unknown')) return 'not-genuine';
  const subject = document['credentialSubject'];
  const encoded = isJsonObject(subject) ? textOf(subject['encodedList']) : undefined;
  const bits = encoded === undefined ? null : await decodeList(encoded).catch(() => null);
  if (bits === null) return 'not-genuine';
  return indices.every((index) => readStatus(bits, index) === BIT[action]) ? 'confirmed' : 'differs';
}
