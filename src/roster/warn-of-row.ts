import { problemIn, textOfField } from './cell-text.ts';
import { looksLikeStudentData } from './looks-like-student-data.ts';
import type { RosterPerson } from './person-ledger.ts';
import type { RosterPlan } from './plan-roster.ts';
import type { DraftAward } from './read-awards.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterProblem } from './roster-row.ts';

const PERSONAL_EMAIL =
  /@(?:(?:gmail|googlemail|yahoo|ymail|hotmail|outlook)\.[a-z]{2,3}(?:\.[a-z]{2})?|(?:live|msn|icloud|me|mac|aol|proton|protonmail|gmx|comcast)\.(?:com|net|me))$/;
/** UTF-8 that some program read as Windows-1252: `NÃºÃ±ez`. */
const GARBLED =
  /[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u2013-\u203a\u20ac\u2122]/;
const SUFFIX_AFTER_COMMA = /,\s*(?:jr|sr|i{2,3}|iv|ph\.?d|ed\.?d|m\.?d|m\.?ed|nbct|esq)\b/i;

/** What may be right but is worth a look before it is signed. */
export function warnOfRow(
  plan: RosterPlan,
  cells: readonly string[],
  person: RosterPerson,
  awards: readonly DraftAward[],
  today: string,
): RosterProblem[] {
  const warnings: RosterProblem[] = [];
  const warn = (fields: readonly RosterField[], code: string, detail: string) => {
    const said = fields.map((field) => textOfField(plan, cells, field));
    warnings.push(problemIn(said.find(({ text }) => text !== '')?.column, code, detail));
  };
  const name: readonly RosterField[] = ['full_name', 'family_name', 'given_name'];
  if (isInCapitals(person.name)) warn(name, 'name-in-capitals', 'The name will be printed in capitals.');
  if (GARBLED.test(person.name)) {
    warn(
      name,
      'name-garbled',
      'The name looks garbled: a program may have read the file in another encoding.',
    );
  }
  if (person.name.includes(',') && !SUFFIX_AFTER_COMMA.test(person.name)) {
    warn(name, 'name-with-comma', 'The name will be printed as it stands, with its comma.');
  }
  if (PERSONAL_EMAIL.test(person.email)) {
    warn(['email'], 'personal-email', 'This is a personal address, not one of a school or district.');
  }
  if (awards.some(({ awardedDate }) => awardedDate !== undefined && awardedDate > today)) {
    warn(['issued_on'], 'date-in-future', 'The award is dated in the future.');
  }
  const evidence = awards.flatMap((award) => award.evidence ?? []);
  if (evidence.some(({ narrative }) => narrative !== undefined && looksLikeStudentData(narrative))) {
    const detail = 'This may say something about students. Evidence never names or shows them.';
    warn(['evidence_summary'], 'looks-like-student-data', detail);
  }
  return warnings;
}

function isInCapitals(name: string): boolean {
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  return letters > 4 && name === name.toUpperCase() && name !== name.toLowerCase();
}
