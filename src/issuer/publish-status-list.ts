import canonicalize from 'canonicalize';
import { AppError } from '../model/problem.ts';
import { createBitstring, encodeList } from '../model/status-list.ts';
import { toDateTime } from '../program/iso-time.ts';
import { CRYPTOSUITES } from '../proof/cryptosuites.ts';
import { signCredential } from '../proof/sign-credential.ts';
import type { SigningKey } from '../store/key-store.ts';
import type { StatusListPublication, StatusListRecord } from '../store/records.ts';
import { type Issuing, requireIssuer, toSecond } from './issuing.ts';

/** How long verifiers may keep a list (W3C `ttl`, §2.2, milliseconds); caches are told the same. */
export const STATUS_LIST_TTL_MS = 300_000;
/** How long a signed list is believed at most. */
const VALID_MS = 48 * 3_600_000;
/** A list is signed anew after this time, so that nobody ever meets one that is about to end. */
const STALE_MS = 12 * 3_600_000;
/**
 * A list is valid from before it was signed: whoever asks has read the time already, and clocks differ (as in Boulder, whose
 * certificates begin an hour ago). Without this, a check that is under way when a second turns finds a list of the future.
 */
const BACKDATE_MS = 3_600_000;
const ATTEMPTS = 10;

export function statusListUrl(publicUrl: string, number: number): string {
  return `${publicUrl}/status/${number}`;
}

/**
 * The list as the world gets it: signed, and signed anew when a bit changed or the signature grows old. Concurrent callers
 * and processes agree by compare-and-swap; while the key is away, the last list serves as long as it is good. Null if there is no such list; rejects with AppError KEY_UNAVAILABLE, or
 * STATUS_VERSION_CONFLICT if others are faster ten times in a row.
 */
export async function publishStatusList(
  issuing: Issuing,
  number: number,
): Promise<StatusListPublication | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const list = await issuing.store.getStatusList(number);
    if (list === null) return null;
    const { did } = await requireIssuer(issuing.store, list.issuerSlug);
    const keys = await issuing.signers.keysOf(did);
    const { publication: known } = list;
    const isBelieved = known !== null && !isOfRevokedKey(known, keys);
    if (isBelieved && isFresh(list, known, issuing.now())) return known;
    const replaces = list.publication?.number ?? 0;
    const publication = await signList(issuing, list, replaces + 1).catch((error: unknown) => {
      // Whoever checks a credential need not care that our key is away while the list that it signed is still good.
      if (isBelieved && isGood(list, known, issuing.now())) return null;
      throw error;
    });
    if (publication === null) return known;
    if (await issuing.store.publishStatusList(number, replaces, publication)) return publication;
  }
  throw new AppError('STATUS_VERSION_CONFLICT', 'The status list changes faster than it can be signed.');
}

/** A list that a revoked key signed is believed by nobody. */
function isOfRevokedKey({ body }: StatusListPublication, keys: readonly SigningKey[]): boolean {
  return keys.some(({ publicKey, revokedAt }) => revokedAt !== null && body.includes(`#${publicKey}`));
}

function isFresh(list: StatusListRecord, publication: StatusListPublication, now: Date): boolean {
  const age = now.getTime() - publication.signedAt.getTime();
  return publication.ledgerVersion === list.ledgerVersion && age >= 0 && age < STALE_MS;
}

function isGood(list: StatusListRecord, publication: StatusListPublication, now: Date): boolean {
  const age = now.getTime() - publication.signedAt.getTime();
  return publication.ledgerVersion === list.ledgerVersion && age < VALID_MS - STATUS_LIST_TTL_MS;
}

/**
 * The list as it stands, signed anew for an archive and kept nowhere: whoever has it believes it until then, whatever is
 * withdrawn meanwhile. Rejects with AppError KEY_UNAVAILABLE.
 */
export async function signArchivedList(
  issuing: Issuing,
  list: StatusListRecord,
  until: Date,
): Promise<string> {
  return (await signList(issuing, list, 0, until)).body;
}

async function signList(
  issuing: Issuing,
  list: StatusListRecord,
  number: number,
  until?: Date,
): Promise<StatusListPublication> {
  const { did } = await requireIssuer(issuing.store, list.issuerSlug);
  const { ledgerVersion, indices } = await issuing.store.readStatusBits(list.number);
  const signedAt = toSecond(issuing.now());
  const id = statusListUrl(issuing.publicUrl, list.number);
  const unsigned = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/security/suites/ed25519-2020/v1'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: did,
    validFrom: toDateTime(new Date(signedAt.getTime() - BACKDATE_MS)),
    validUntil: toDateTime(until ?? new Date(signedAt.getTime() + VALID_MS)),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.statusPurpose,
      encodedList: await encodeList(createBitstring(list.length, indices)),
      ttl: STATUS_LIST_TTL_MS,
    },
  };
  const signer = await issuing.signers.signerOf(did);
  const cryptosuites = CRYPTOSUITES.map(({ name }) => name);
  const signed = await signCredential(unsigned, { signer, cryptosuites, created: signedAt });
  return { number, ledgerVersion, body: canonicalize(signed) as string, signedAt };
}
