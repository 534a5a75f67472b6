import type { Program } from '../program/program.ts';
import { type AwardHeader, matchAwardHeader } from './match-award-header.ts';
import type { RosterQuestion } from './roster-survey.ts';

export interface ChosenProgram {
  /** Null in a roster without a column for an achievement, or while a question is open. */
  program: Program | null;
  /** By position: what each header says in the chosen program. */
  matches: (AwardHeader | null)[];
  questions: RosterQuestion[];
}

/**
 * The program that the columns of a wide roster are about: the one that knows every column which any program knows.
 * `headers` has null for columns that are something else. `byPlace` says whether headers such as `III` or `Domain 3` count.
 */
export function chooseProgram(
  headers: readonly (string | null)[],
  programs: readonly Program[],
  byPlace: boolean,
): ChosenProgram {
  const readings = programs.map((program) => {
    const matches = headers.map((header) => {
      const match = header === null ? null : matchAwardHeader(header, program);
      return match && (match.byName || byPlace) ? match : null;
    });
    return { program, matches, levels: matches.flatMap((match, i) => (isLevel(match) ? [i] : [])) };
  });
  const known = new Set(readings.flatMap(({ levels }) => levels));
  if (known.size === 0) return { program: null, matches: [], questions: [] };
  const knowAll = readings.filter(({ levels }) => levels.length === known.size);
  const [only] = knowAll;
  if (only && knowAll.length === 1) return { ...only, questions: [] };
  const choices = (only ? knowAll : readings.filter(({ levels }) => levels.length > 0)).map(
    ({ program }) => program.code,
  );
  const question: RosterQuestion = {
    code: 'program-ambiguous',
    detail: 'Which program do these columns belong to?',
    columns: headers.filter((header, i) => header !== null && known.has(i)).map(String),
    choices,
  };
  return { program: null, matches: [], questions: [question] };
}

/** The column of a full credential makes no roster wide: the program's rule decides it. */
function isLevel(match: AwardHeader | null): boolean {
  return match?.aspect === 'level' && match.definition.kind !== 'full';
}
