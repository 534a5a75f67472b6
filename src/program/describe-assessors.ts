import type { Profile } from '../model/credential.ts';
import { type Assessors, countAssessors, distinctNames } from './award-request.ts';

/**
 * Who assessed, as `credentialSubject.source`. The name always says the number in digits (`2 trained assessors`), so that
 * people and a verifier's policy can read it. Undefined if nothing is known.
 */
export function describeAssessors(
  achievement: string,
  assessors: Assessors | undefined,
): Profile | undefined {
  if (!assessors) return undefined;
  const count = countAssessors(assessors);
  const number = count > 0 ? `${count} trained assessor${count === 1 ? '' : 's'}` : '';
  const panel = assessors.organization ?? 'Assessment panel';
  const names = distinctNames(assessors.names ?? []).join(', ');
  const name = [panel, number].filter((part) => part !== '').join(', ') + (names === '' ? '' : ` (${names})`);
  return { id: `${achievement}#assessors`, type: ['Profile'], name };
}
