import { isDeepStrictEqual } from 'node:util';
import type { Examination } from '../model/examination.ts';
import { AppError } from '../model/problem.ts';
import type { FetchDocument } from '../model/verification.ts';
import { documentUrlOf } from '../proof/did-url.ts';
import type { IssuerRecord } from '../store/records.ts';
import type { Issuing } from './issuing.ts';
import { publishDidDocument } from './publish-did-document.ts';
import { examineAudit } from './self-test/examine-audit.ts';
import { examineClock } from './self-test/examine-clock.ts';
import { examineReviews } from './self-test/examine-reviews.ts';
import { examineSample } from './self-test/examine-sample.ts';
import { examineStatusList } from './self-test/examine-status-list.ts';
import { failing, ok, skipped, unreachable } from './self-test/outcomes.ts';

/**
 * Looks at an instance as the world does: `fetchRemote` must not know a short cut to our own documents. Follows the whole audit
 * log, and changes nothing. Never rejects for what it finds; a failing examination says what to do.
 */
export async function examineInstance(issuing: Issuing, fetchRemote: FetchDocument): Promise<Examination[]> {
  const examinations = await examineService(issuing, fetchRemote);
  const audit = await examineAudit(issuing, null);
  return [...examinations, audit.examination, await examineReviews(issuing)];
}

/** What does not grow with what was ever done here: keys, documents as the world gets them, a credential an issuer, the clock. */
export async function examineService(issuing: Issuing, fetchRemote: FetchDocument): Promise<Examination[]> {
  const issuers = await issuing.store.listIssuers();
  if (issuers.length === 0) return [failing('issuer', 'There is none yet: run `lectern init`.')];
  const examinations = [ok('store', `${issuing.store.engine} answers`)];
  for (const issuer of issuers) {
    examinations.push(
      await examineKey(issuing, issuer),
      await examineDidDocument(issuing, issuer, fetchRemote),
    );
  }
  examinations.push(...(await examineStatusLists(issuing, fetchRemote)));
  for (const issuer of issuers) examinations.push(await examineSample(issuing, issuer, fetchRemote));
  examinations.push(await examineClock(issuing));
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
    if (failure instanceof AppError) return failing('DID document', `${issuer.did}: ${failure.detail}`);
    return unreachable('DID document', url, failure);
  }
}

/** One after the other: they are looked at beside the service's work, not instead of it. */
async function examineStatusLists(issuing: Issuing, fetchRemote: FetchDocument): Promise<Examination[]> {
  const lists = await issuing.store.listStatusLists();
  if (lists.length === 0) return [skipped('status list', 'nothing has been issued yet')];
  const examinations: Examination[] = [];
  for (const list of lists) examinations.push(await examineStatusList(issuing, list, fetchRemote));
  return examinations;
}
