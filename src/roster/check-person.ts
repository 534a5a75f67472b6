import { nameKey } from '../program/award-request.ts';
import { problemIn } from './cell-text.ts';
import type { PersonFindings, RosterPerson } from './person-ledger.ts';
import type { RosterPlan } from './plan-roster.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterProblem } from './roster-row.ts';

/** The findings over the whole file, ready to be asked. */
export interface PersonChecks {
  has(finding: keyof PersonFindings, key: string): boolean;
}

export function readyPersonChecks(findings: PersonFindings): PersonChecks {
  const sets = new Map(Object.entries(findings).map(([finding, keys]) => [finding, new Set<string>(keys)]));
  return { has: (finding, key) => key !== '' && sets.get(finding)?.has(key) === true };
}

/** What stands against a row because of other rows, or because it does not say who it is about. */
export function checkPerson(
  plan: RosterPlan,
  person: RosterPerson,
  checks: PersonChecks,
  problems: RosterProblem[],
): void {
  const { name, email, externalId } = person;
  const header = (field: RosterField) => plan.headers[plan.places.get(field) ?? -1];
  const say = (column: string | undefined, code: string, detail: string) =>
    problems.push(problemIn(column, code, detail));
  if (name === '') {
    say(
      header('full_name') ?? header('family_name') ?? header('given_name'),
      'name-missing',
      'Expected a name.',
    );
  }
  if (email === '' && externalId === '') {
    const detail =
      'Expected an e-mail address or an employee number: a name alone does not tell people apart.';
    say(header('email') ?? header('external_id'), 'person-missing', detail);
  }
  if (checks.has('emailsOfTwoPeople', email)) {
    const detail =
      'This file has the same address with another name. Correct one, or give both an employee number.';
    say(header('email'), 'email-of-two-people', detail);
  }
  if (checks.has('idsOfTwoPeople', externalId)) {
    const detail = 'This file has the same number with another name.';
    say(header('external_id'), 'external-id-of-two-people', detail);
  }
}

/** What looks as if two people were one, or one were two; it may well be right. */
export function warnOfPerson(
  plan: RosterPlan,
  { name, email, externalId }: RosterPerson,
  checks: PersonChecks,
): RosterProblem[] {
  const header = (field: RosterField) => plan.headers[plan.places.get(field) ?? -1];
  const warnings: RosterProblem[] = [];
  if (checks.has('emailsOfTwoIds', email)) {
    const detail = 'Several employee numbers in this file have this address.';
    warnings.push(problemIn(header('email'), 'email-shared', detail));
  }
  if (checks.has('idsOfTwoEmails', externalId)) {
    const detail = 'This employee number has several addresses in this file.';
    warnings.push(problemIn(header('email'), 'external-id-with-two-emails', detail));
  }
  if (checks.has('namesOfTwoEmails', nameKey(name))) {
    const detail = 'This name has several addresses in this file: two people, or one person twice?';
    warnings.push(problemIn(header('email'), 'name-with-two-emails', detail));
  }
  return warnings;
}
