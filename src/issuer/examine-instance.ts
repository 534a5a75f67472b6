import { isDeepStrictEqual } from 'node:util';
import type { Examination } from '../model/examination.ts';
import { AppError } from '../model/problem.ts';
import { type FetchDocument, FetchFailure } from '../model/verification.ts';
import { documentUrlOf } from '../proof/did-url.ts';
import type { IssuerRecord } from '../store/records.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import type { Issuing } from './issuing.ts';
import { publishDidDocument } from './publish-did-document.ts';
import { statusListUrl } from './publish-status-list.ts';
import { readStoredCredential } from './read-stored-credential.ts';

/** Clocks may differ by this much before signatures and dates begin to look wrong to others. */
const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Looks at an instance as the world does: `fetchRemote` must not know a short cut to our own documents. Never rejects for
 * what it finds; a failing examination says what to do.
 */
export async function examineInstance(issuing: Issuing, fetchRemote: FetchDocument): Promise<Examination[]> {
  const issuers = await issuing.store.listIssuers();
  if (issuers.length === 0) return [failing('issuer', 'There is none yet: run `lectern init`.')];
  const examinations = [ok('store', `${issuing.store.engine} answers`)];
  for (const issuer of issuers) {
    examinations.push(
      await examineKey(issuing, issuer),
      await examineDidDocument(issuing, issuer, fetchRemote),
    );
  }
  examinations.push(
    ...(await examineStatusLists(issuing, fetchRemote)),
    await examineCredential(issuing, fetchRemote),
    await examineClock(issuing),
  );
  return examinations;
}

async function examineKey({ signers }: Issuing, { did }: IssuerRecord): Promise<Examination> {
  try {
    const { publicKeyMultibase } = await signers.signerOf(did);
    return ok('key', `${publicKeyMultibase} signs for ${did}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return failing('key', `${did}: ${error.detail}`);
  }
}

async function examineDidDocument(
  { signers }: Issuing,
  issuer: IssuerRecord,
  fetchRemote: FetchDocument,
): Promise<Examination> {
  const url = documentUrlOf(issuer.did) ?? '';
  try {
    const { document } = await fetchRemote(url);
    return isDeepStrictEqual(document, await publishDidDocument(issuer, signers))
      ? ok('DID document', `the world finds it at ${url}`)
      : failing(
          'DID document',
          `${url} serves another document than this instance’s: check the proxy or the public URL.`,
        );
  } catch (failure) {
    return unreachable('DID document', url, failure);
  }
}

async function examineStatusLists(
  { store, publicUrl }: Issuing,
  fetchRemote: FetchDocument,
): Promise<Examination[]> {
  const lists = await store.listStatusLists();
  if (lists.length === 0)
    return [{ subject: 'status list', outcome: 'skipped', detail: 'nothing has been issued yet' }];
  return Promise.all(
    lists.map(async ({ number, allocated, length }) => {
      const url = statusListUrl(publicUrl, number);
      try {
        await fetchRemote(url);
        return ok('status list', `${url} answers, ${allocated} of ${length} entries used`);
      } catch (failure) {
        return unreachable('status list', url, failure);
      }
    }),
  );
}

/** The newest credential must be valid to a stranger, which proves the DID document, the list and the dates together. */
async function examineCredential(
  { store, now }: Issuing,
  fetchDocument: FetchDocument,
): Promise<Examination> {
  const page = await store.listCredentials({ limit: 50 });
  // Other systems' credentials may have a period of their own choosing.
  const newest = page.find(({ kind }) => kind !== 'other');
  if (newest === undefined)
    return { subject: 'credential', outcome: 'skipped', detail: 'nothing has been issued yet' };
  const { verdict } = await verifyCredential(readStoredCredential(newest), { fetchDocument, now: now() });
  return verdict === 'valid'
    ? ok('credential', `the newest one is valid to a stranger (${newest.id})`)
    : failing('credential', `the newest one is ${verdict} to a stranger (${newest.id})`);
}

/** Without asking anyone: time that runs backwards shows in what was recorded. */
async function examineClock({ store, now }: Issuing): Promise<Examination> {
  const [newest] = await store.listCredentials({ limit: 1 });
  if (newest === undefined)
    return { subject: 'clock', outcome: 'skipped', detail: 'nothing to compare it with yet' };
  const ahead = newest.recordedAt.getTime() - now().getTime();
  return ahead > CLOCK_TOLERANCE_MS
    ? failing('clock', 'The newest credential was recorded in the future: this machine’s clock is behind.')
    : ok('clock', now().toISOString());
}

function unreachable(subject: string, url: string, failure: unknown): Examination {
  if (!(failure instanceof FetchFailure)) throw failure;
  return failing(
    subject,
    `${url} cannot be had from outside (${failure.reason}). Is the service running and its name reachable?`,
  );
}

function ok(subject: string, detail: string): Examination {
  return { subject, outcome: 'ok', detail };
}

function failing(subject: string, detail: string): Examination {
  return { subject, outcome: 'failing', detail };
}
