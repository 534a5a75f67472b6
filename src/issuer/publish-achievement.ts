import { ISSUED_CONTEXTS } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { describeAchievement } from '../program/describe-achievement.ts';
import { type Issuing, issuerProfile } from './issuing.ts';
import type { ReadAchievement } from './read-program.ts';

/** An achievement as machines get it: OB 3.0 Achievement, with who made it. */
export async function publishAchievement(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  { program, frameworks, definition }: ReadAchievement,
): Promise<JsonObject> {
  const issuer = await store.findIssuer('');
  return {
    '@context': ISSUED_CONTEXTS.slice(0, 2),
    ...describeAchievement({ publicUrl, program, frameworks }, definition),
    ...(issuer === null ? {} : { creator: issuerProfile(issuer) }),
  } as unknown as JsonObject;
}
