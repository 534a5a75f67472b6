import { headerKey } from '../model/header-key.ts';
import type { Program } from '../program/program.ts';
import { isFieldUse, isLevelUse, writeColumnUse } from './column-use.ts';
import { ROSTER_FIELDS, type RosterField } from './roster-field.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { MatchedColumn, RosterQuestion } from './roster-survey.ts';

/** What must be known about the columns before rows can be read. `stated` has the settings' uses by `headerKey`. */
export function askAboutColumns(
  columns: readonly MatchedColumn[],
  stated: ReadonlyMap<string, string>,
  programs: readonly Program[],
  settings: RosterSettings,
  isWide: boolean,
): RosterQuestion[] {
  return [
    ...askForUses(columns, stated, programs),
    ...askForOneOfTwo(columns, isWide),
    ...askForPerson(columns),
    ...askForCredential(columns, programs, settings, isWide),
  ];
}

/** The settings may be last year's, and name an achievement that is no longer there. */
function askForUses(
  columns: readonly MatchedColumn[],
  stated: ReadonlyMap<string, string>,
  programs: readonly Program[],
): RosterQuestion[] {
  const unclear = columns.filter(
    ({ header, use }) => use === null && (stated.get(headerKey(header)) ?? '') !== '',
  );
  const unknown = unclear.filter(({ ignored }) => ignored === undefined).map(({ header }) => header);
  if (unknown.length === 0) return [];
  const codes = programs.flatMap(({ achievements }) => achievements.map(({ code }) => code));
  const detail = 'The settings give these columns a use that is not known here. What are they for?';
  return [{ code: 'column-use-unknown', detail, columns: unknown, choices: [...ROSTER_FIELDS, ...codes] }];
}

function askForOneOfTwo(columns: readonly MatchedColumn[], isWide: boolean): RosterQuestion[] {
  const byUse = Map.groupBy(
    columns.filter(({ use }) => use !== null),
    ({ use }) => (use === null ? '' : writeColumnUse(use)),
  );
  const twice = [...byUse.values()]
    .filter((same) => same.length > 1)
    .map((same) => same.map(({ header }) => header));
  const credential = columns.filter(({ use }) => isFieldUse(use, 'credential_code'));
  const levels = columns.filter(({ use }) => isLevelUse(use));
  const both =
    isWide && credential.length > 0 ? [[...credential, ...levels].map(({ header }) => header)] : [];
  const detail = 'These columns say the same. Which one counts? Leave the others out.';
  return [...twice, ...both].map((headers) => ({ code: 'column-twice', detail, columns: headers }));
}

function askForPerson(columns: readonly MatchedColumn[]): RosterQuestion[] {
  const lacks = (...fields: RosterField[]) =>
    !fields.some((field) => columns.some(({ use }) => isFieldUse(use, field)));
  const name = 'Which column has the names?';
  const key = 'Which column tells people apart: an e-mail address or an employee number?';
  return [
    ...(lacks('full_name', 'given_name', 'family_name')
      ? [
          {
            code: 'column-missing' as const,
            detail: name,
            choices: ['full_name', 'given_name', 'family_name'],
          },
        ]
      : []),
    ...(lacks('email', 'external_id')
      ? [{ code: 'column-missing' as const, detail: key, choices: ['email', 'external_id'] }]
      : []),
  ];
}

function askForCredential(
  columns: readonly MatchedColumn[],
  programs: readonly Program[],
  { achievement }: RosterSettings,
  isWide: boolean,
): RosterQuestion[] {
  const codes = programs.flatMap(({ achievements }) => achievements.map(({ code }) => code));
  const hasColumn = isWide || columns.some(({ use }) => isFieldUse(use, 'credential_code'));
  if (achievement === undefined ? hasColumn : codes.includes(achievement)) return [];
  const detail =
    'No column names a credential or has the levels of one. Which credential is this roster for?';
  return [{ code: 'credential-missing', detail, choices: codes }];
}
