import { digestMultibase, utf8 } from '../model/bytes.ts';
import { isJsonObject, parseJson, textOf, valuesOf } from '../model/json.ts';
import type { HeldCredential } from '../program/held-credential.ts';
import type { CredentialRecord } from '../store/store.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import type { Issuing } from './issuing.ts';

/**
 * What this holder has from this issuer that is valid now, as `decide` reads it. Each credential is verified like anyone
 * else's: a withdrawn, expired or damaged one counts for nothing.
 */
export async function listHeldCredentials(
  issuing: Issuing,
  holderId: string,
  issuer: { slug: string; did: string },
): Promise<HeldCredential[]> {
  const records = await issuing.store.listCredentialsOfHolder(holderId);
  const held = await Promise.all(
    records
      .filter(({ issuerSlug }) => issuerSlug === issuer.slug)
      .map((record) => readHeld(issuing, record, issuer.did)),
  );
  return held.filter((credential) => credential !== null);
}

async function readHeld(
  issuing: Issuing,
  record: CredentialRecord,
  issuerDid: string,
): Promise<HeldCredential | null> {
  const { achievement } = record;
  const parsed = parseJson(record.body);
  if (achievement === null || !parsed.ok || !isJsonObject(parsed.value)) return null;
  const { verdict } = await verifyCredential(parsed.value, {
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
  });
  if (verdict !== 'valid' && verdict !== 'sample') return null;
  const subject = parsed.value['credentialSubject'];
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
