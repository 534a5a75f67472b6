import type { Examination } from '../../model/examination.ts';
import { issuerIdOf } from '../../model/issuer-id.ts';
import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { createBitstring, decodeList } from '../../model/status-list.ts';
import type { FetchDocument, FetchedDocument } from '../../model/verification.ts';
import type { StatusListRecord } from '../../store/records.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { publishStatusList, STATUS_LIST_TTL_MS, statusListUrl } from '../publish-status-list.ts';
import { failing, ok, unreachable } from './outcomes.ts';

const SUBJECT = 'status list';

/**
 * Is the list that the world gets ours, genuine, and does it say of every credential what the ledger says? A difference is looked
 * at twice, because the ledger may change between the two looks.
 */
export async function examineStatusList(
  issuing: Issuing,
  list: StatusListRecord,
  fetchOutside: FetchDocument,
): Promise<Examination> {
  const url = statusListUrl(issuing.publicUrl, list.number);
  const { did } = await requireIssuer(issuing.store, list.issuerSlug);
  try {
    const problem =
      (await findProblem(issuing, list, did, await fetchOutside(url), fetchOutside)) === null
        ? null
        : await findAgain(issuing, list, did, url, fetchOutside);
    return problem === null
      ? ok(
          SUBJECT,
          `${url} is genuine and as in the ledger, ${list.allocated} of ${list.length} entries used`,
        )
      : failing(SUBJECT, `${url} ${problem}`);
  } catch (failure) {
    return unreachable(SUBJECT, url, failure);
  }
}

async function findAgain(
  issuing: Issuing,
  list: StatusListRecord,
  did: string,
  url: string,
  fetchOutside: FetchDocument,
): Promise<string | null> {
  // A key that is away fails an examination of its own.
  await publishStatusList(issuing, list.number).catch(() => null);
  return findProblem(issuing, list, did, await fetchOutside(url), fetchOutside);
}

/** What is wrong with a list as it was had, in words that follow its address; null when nothing is. */
async function findProblem(
  { store, publicUrl, now }: Issuing,
  { number, length, statusPurpose }: StatusListRecord,
  did: string,
  { document, cacheControl }: FetchedDocument,
  fetchOutside: FetchDocument,
): Promise<string | null> {
  const url = statusListUrl(publicUrl, number);
  if (textOf(document['id']) !== url || issuerIdOf(document) !== did)
    return 'serves something else than this list: check the proxy or the public URL.';
  const { verdict } = await verifyCredential(document, {
    fetchDocument: fetchOutside,
    now: now(),
    checks: ['structure', 'proof', 'issuer', 'validity'],
  });
  if (verdict !== 'valid')
    return `is ${verdict} to a stranger, so nobody can tell what is in force: check clock, DID document and proxy.`;
  const subject = isJsonObject(document['credentialSubject']) ? document['credentialSubject'] : {};
  if (!valuesOf(subject['statusPurpose']).includes(statusPurpose))
    return `is not about ${statusPurpose}: check the proxy.`;
  return (
    findKeepingProblem(subject, cacheControl) ??
    ((await saysWhatLedgerSays(subject, length, await store.readStatusBits(number)))
      ? null
      : 'is not the one in the ledger: the world is told something else of some credentials. A cache in front of it keeps it longer than it may.')
  );
}

function findKeepingProblem(subject: JsonObject, cacheControl: string | undefined): string | null {
  if (subject['ttl'] !== STATUS_LIST_TTL_MS)
    return 'has another ttl than this instance gives: check the proxy.';
  const kept = longestKept(cacheControl ?? '');
  return kept * 1000 > STATUS_LIST_TTL_MS
    ? `may be kept by caches for ${kept} seconds, though its ttl is ${STATUS_LIST_TTL_MS / 1000}: a proxy changed Cache-Control.`
    : null;
}

/** In seconds, by RFC 9111 §5.2.2; 0 when nothing is said. */
function longestKept(cacheControl: string): number {
  const ages = [...cacheControl.matchAll(/(?:^|[,\s])(?:s-maxage|max-age)="?(\d{1,10})/gi)];
  return Math.max(0, ...ages.map(([, seconds]) => Number(seconds)));
}

async function saysWhatLedgerSays(
  subject: JsonObject,
  length: number,
  { indices }: { indices: readonly number[] },
): Promise<boolean> {
  const encoded = textOf(subject['encodedList']);
  const served = encoded === undefined ? null : await decodeList(encoded).catch(() => null);
  if (served === null) return false;
  const expected = createBitstring(length, indices);
  return served.length === expected.length && expected.every((byte, i) => byte === served[i]);
}
