import { issuerIdOf } from '../../model/issuer-id.ts';
import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { decodeJwt } from '../../proof/verify-jwt.ts';
import { periodOf } from '../checks/validity.ts';

/**
 * An EndorsementCredential (OB 3.0 §B.2) as one who recognizes another: by whom, of what, for when. Nothing in it is to be believed
 * before it is verified for itself.
 */
export interface Statement {
  /** As it travels. */
  secured: JsonObject | string;
  credential: JsonObject;
  /** The issuer that it names. */
  by: string | undefined;
  /** Its subject: an issuer or an achievement. */
  subject: JsonObject & { id: string };
  validFrom?: string;
  validUntil?: string;
}

/** Kinds of credentials that say what somebody achieved. */
const OF_ACHIEVEMENTS = ['OpenBadgeCredential', 'AchievementCredential', 'ClrCredential'];

/**
 * Null for what is no endorsement of one thing. What says of anyone what they achieved is none, whatever else it calls itself:
 * endorsements are there for other credentials and get no answer of their own beside these.
 */
export function readStatement(secured: JsonObject | string): Statement | null {
  const credential = typeof secured === 'string' ? decodeJwt(secured)?.credential : secured;
  const types = valuesOf(credential?.['type']);
  if (credential === undefined || !types.includes('EndorsementCredential')) return null;
  if (OF_ACHIEVEMENTS.some((type) => types.includes(type))) return null;
  const subjects = valuesOf(credential['credentialSubject']);
  const [subject] = subjects;
  const id = isJsonObject(subject) ? textOf(subject['id']) : undefined;
  if (subjects.length !== 1 || !isJsonObject(subject) || id === undefined) return null;
  if (subject['achievement'] !== undefined || subject['verifiableCredential'] !== undefined) return null;
  return {
    secured,
    credential,
    by: issuerIdOf(credential),
    subject: { ...subject, id },
    ...periodOf(credential),
  };
}
