import type { Examination } from '../../model/examination.ts';
import type { FetchDocument } from '../../model/verification.ts';
import type { CredentialRecord, IssuerRecord } from '../../store/records.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { Issuing } from '../issuing.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { failing, ok, skipped } from './outcomes.ts';

const SUBJECT = 'credential';
const PAGE = 50;
/** So many of the newest are looked through; then any that is in force will do. */
const MOST_PAGES = 10;

/** An issuer's newest credential in force: a stranger needs the DID document, the list and the dates for it together. */
export async function examineSample(
  issuing: Issuing,
  issuer: IssuerRecord,
  fetchDocument: FetchDocument,
): Promise<Examination> {
  const sample = await findSample(issuing, issuer);
  if (sample === null) return skipped(SUBJECT, `${issuer.did} has issued nothing yet that is in force`);
  const { verdict } = await verifyCredential(readStoredCredential(sample), {
    fetchDocument,
    now: issuing.now(),
  });
  const which = `the newest one of ${issuer.did} in force (${sample.id}) is`;
  return verdict === 'valid'
    ? ok(SUBJECT, `${which} valid to a stranger`)
    : failing(SUBJECT, `${which} ${verdict} to a stranger`);
}

async function findSample({ store, now }: Issuing, { slug }: IssuerRecord): Promise<CredentialRecord | null> {
  const at = now();
  // Other systems' credentials may have a period and a status of their own choosing.
  const isSample = ({ issuerSlug, kind, standing, validFrom, validUntil }: CredentialRecord) =>
    issuerSlug === slug &&
    kind !== 'other' &&
    standing === 'in-force' &&
    validFrom <= at &&
    (validUntil === null || validUntil > at);
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await store.listCredentials({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    const sample = page.find(isSample);
    if (sample !== undefined) return sample;
    if (page.length < PAGE) return null;
    after = page.at(-1)?.id;
  }
  const some = await store.listStandings({ issuerSlug: slug, standing: 'in-force' }, { limit: PAGE });
  for (const { id } of some) {
    const credential = await store.getCredential(id);
    if (credential !== null && isSample(credential)) return credential;
  }
  return null;
}
