import { sha256Hex, utf8 } from '../../model/bytes.ts';
import { foldName } from '../../model/fold-name.ts';
import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { CheckResult, Finding } from '../../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from '../check.ts';
import { subjectOf } from '../read-achievement.ts';

/**
 * Is it this applicant? Compares what was typed with the subject's identifiers (OB 3.0 §B.1.12 IdentityObject), plain or
 * hashed. An e-mail that differs is another person; a name that differs may be a spelling, so it only warns.
 */
export async function checkPerson(
  credential: JsonObject,
  person: VerifyOptions['person'],
): Promise<CheckResult> {
  if (person === undefined || (person.name === undefined && person.email === undefined)) {
    return skippedCheck('person', 'not-asked', 'We did not check who this belongs to.');
  }
  const subject = subjectOf(credential);
  const identifiers = valuesOf(subject?.['identifier']).filter(isJsonObject);
  const findings: Finding[] = [];
  if (person.email !== undefined) findings.push(...(await compareEmail(person.email, identifiers)));
  if (person.name !== undefined) findings.push(...compareName(person.name, identifiers, subject));
  return concludeCheck('person', findings);
}

async function compareEmail(email: string, identifiers: JsonObject[]): Promise<Finding[]> {
  const candidates = identifiers.filter(({ identityType }) =>
    valuesOf(identityType).includes('emailAddress'),
  );
  if (candidates.length === 0) {
    return [
      {
        outcome: 'unknown',
        code: 'email-not-in-credential',
        detail: 'The credential does not carry an e-mail address to compare with.',
      },
    ];
  }
  // OB 3.0 leaves the spelling open: issuers hash what they have, so both spellings are tried.
  const spellings = new Set([email, email.trim().toLowerCase()]);
  for (const candidate of candidates) {
    for (const spelling of spellings) if (await isIdentity(candidate, spelling)) return [];
  }
  return [{ outcome: 'failed', code: 'email-differs', detail: 'It was issued to another e-mail address.' }];
}

async function isIdentity({ identityHash, hashed, salt }: JsonObject, value: string): Promise<boolean> {
  const stated = textOf(valuesOf(identityHash)[0]);
  if (stated === undefined) return false;
  if (!isTrue(hashed)) return stated.trim().toLowerCase() === value.trim().toLowerCase();
  const [algorithm, digest] = stated.split('$');
  if (algorithm !== 'sha256' || digest === undefined) return false;
  return digest.toLowerCase() === (await sha256Hex(utf8(value + (textOf(valuesOf(salt)[0]) ?? ''))));
}

/** The same to a signature: `true`, `[true]` and, because the term has a datatype, `"true"`. */
function isTrue(value: Json | undefined): boolean {
  return valuesOf(value).some((entry) => entry === true || entry === 'true');
}

function compareName(name: string, identifiers: JsonObject[], subject: unknown): Finding[] {
  const stated = [
    ...identifiers
      .filter(({ identityType, hashed }) => valuesOf(identityType).includes('name') && !isTrue(hashed))
      .map((entry) => textOf(valuesOf(entry['identityHash'])[0])),
    isJsonObject(subject) ? textOf(subject['name']) : undefined,
  ].filter((entry) => entry !== undefined);
  if (stated.length === 0) {
    return [
      {
        outcome: 'unknown',
        code: 'name-not-in-credential',
        detail: 'The credential does not carry a name to compare with.',
      },
    ];
  }
  return stated.some((entry) => foldName(entry) === foldName(name))
    ? []
    : [
        {
          outcome: 'warning',
          code: 'name-differs',
          detail: 'The name on it is not the one that you typed.',
        },
      ];
}
