import { digestMultibase, utf8 } from '../model/bytes.ts';
import { isJsonObject, textOf, valuesOf } from '../model/json.ts';
import { nameKey } from '../program/award-request.ts';
import type { HeldCredential } from '../program/held-credential.ts';
import type { CredentialRecord } from '../store/records.ts';
import type { VerificationMemory } from '../verify/check.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import type { Issuing } from './issuing.ts';
import { readStoredCredential } from './read-stored-credential.ts';

export interface Held {
  held: HeldCredential[];
  /** How many more there are under another name: a shared address or a mistyped id must not make one person of two. */
  underOtherName: number;
}

/**
 * What this holder has from this issuer in this name that is valid now, as `decide` reads it. Each credential is verified
 * like anyone else's: a withdrawn, expired or damaged one counts for nothing.
 */
export async function listHeldCredentials(
  issuing: Issuing,
  holderId: string,
  issuer: { slug: string; did: string },
  name: string,
): Promise<Held> {
  return readHeldCredentials(issuing, await issuing.store.listCredentialsOfHolder(holderId), issuer, name);
}

/** The same from records that are at hand, all of one holder. */
export async function readHeldCredentials(
  issuing: Pick<Issuing, 'fetchDocument' | 'now'> & { memory?: VerificationMemory },
  records: readonly CredentialRecord[],
  issuer: { slug: string; did: string },
  name: string,
): Promise<Held> {
  const ofIssuer = records.filter(({ issuerSlug }) => issuerSlug === issuer.slug);
  const inName = ofIssuer.filter(({ holderName }) => nameKey(holderName ?? '') === nameKey(name));
  const held = await Promise.all(inName.map((record) => readHeld(issuing, record, issuer.did)));
  return {
    held: held.filter((credential) => credential !== null),
    underOtherName: ofIssuer.length - inName.length,
  };
}

async function readHeld(
  { fetchDocument, now, memory }: Parameters<typeof readHeldCredentials>[0],
  record: CredentialRecord,
  issuerDid: string,
): Promise<HeldCredential | null> {
  const { achievement } = record;
  if (achievement === null) return null;
  const credential = readStoredCredential(record);
  const { verdict } = await verifyCredential(credential, {
    fetchDocument,
    now: now(),
    ...(memory === undefined ? {} : { memory }),
  });
  if (verdict !== 'valid' && verdict !== 'sample') return null;
  const subject = credential['credentialSubject'];
  const [result] = isJsonObject(subject) ? valuesOf(subject['result']).filter(isJsonObject) : [];
  const level = textOf(result?.['achievedLevel'])?.split('#level-')[1];
  return {
    id: record.id,
    name: record.name,
    achievementCode: achievement.code,
    achievementVersion: achievement.version,
    level: level ?? null,
    awardedDate: record.awardedDate ?? record.validFrom,
    digestMultibase: await digestMultibase(utf8(record.body)),
    issuerDid,
  };
}
