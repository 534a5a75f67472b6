import { headerKey } from '../model/header-key.ts';
import type { Program } from '../program/program.ts';
import { askAboutColumns } from './ask-about-columns.ts';
import { chooseProgram } from './choose-program.ts';
import { isFieldUse, isLevelUse, parseColumnUse } from './column-use.ts';
import { fieldOfHeader } from './header-synonyms.ts';
import type { AwardHeader } from './match-award-header.ts';
import { ROSTER_FIELDS } from './roster-field.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { MatchedColumn, RosterQuestion } from './roster-survey.ts';

export interface MatchedColumns {
  columns: MatchedColumn[];
  program: string | null;
  questions: RosterQuestion[];
}

/** What each column is for: as the settings say, else by its header. Whatever is unclear becomes a question. */
export function matchColumns(
  headers: readonly string[],
  programs: readonly Program[],
  settings: RosterSettings,
): MatchedColumns {
  const relevant = programs.filter(({ code }) => settings.program === undefined || code === settings.program);
  const stated = statedUses(settings);
  const fields = headers.map((header) => matchField(header, stated.get(headerKey(header)), relevant));
  const first = nombreAlone(fields);
  const isLong =
    settings.achievement !== undefined || first.some(({ use }) => isFieldUse(use, 'credential_code'));
  const open = first.map(({ header, ignored }) => (ignored === 'unknown' ? header : null));
  const chosen = chooseProgram(open, programsOf(first, relevant), !isLong);
  const asked = new Set(chosen.questions.flatMap(({ columns = [] }) => columns));
  const matched = first.map((column, i) =>
    asked.has(column.header)
      ? { header: column.header, use: null }
      : matchAward(column, chosen.matches[i] ?? null),
  );
  const columns = matched.map((column) => leaveOut(column, matched));
  const isWide = hasLevels(columns);
  const program = isWide ? (chosen.program ?? programsOf(columns, relevant)[0] ?? null) : null;
  const questions = [
    ...chosen.questions,
    ...askAboutColumns(columns, stated, relevant, settings, isWide || asked.size > 0),
  ];
  return { columns, program: program?.code ?? null, questions };
}

/** By `headerKey`, so that settings kept from last year fit this year's spelling. */
function statedUses(settings: RosterSettings): Map<string, string> {
  return new Map(Object.entries(settings.columns ?? {}).map(([header, use]) => [headerKey(header), use]));
}

function matchField(header: string, stated: string | undefined, programs: readonly Program[]): MatchedColumn {
  if (stated === '') return { header, use: null, ignored: 'asked' };
  if (stated !== undefined) {
    const use = parseColumnUse(stated, programs);
    return use ? { header, use } : { header, use: null };
  }
  const named = fieldOfHeader(header);
  const field = ROSTER_FIELDS.find((candidate) => candidate === named);
  if (field) return { header, use: { kind: 'field', field } };
  return { header, use: null, ignored: named === null ? 'unknown' : 'not-used' };
}

/** In Spanish forms `Nombre` beside no family name is the whole name. */
function nombreAlone(columns: readonly MatchedColumn[]): MatchedColumn[] {
  const isSplit = columns.some(({ use }) => isFieldUse(use, 'family_name') || isFieldUse(use, 'full_name'));
  return columns.map((column) =>
    !isSplit && isFieldUse(column.use, 'given_name') && headerKey(column.header) === 'nombre'
      ? { header: column.header, use: { kind: 'field', field: 'full_name' } }
      : column,
  );
}

/** The programs that have every achievement which the settings give a column to. */
function programsOf(columns: readonly MatchedColumn[], programs: readonly Program[]): Program[] {
  const codes = columns.flatMap(({ use }) => (use?.kind === 'award' ? [use.achievement] : []));
  return programs.filter(({ achievements }) =>
    codes.every((code) => achievements.some((achievement) => achievement.code === code)),
  );
}

function matchAward(column: MatchedColumn, match: AwardHeader | null): MatchedColumn {
  const { header, ignored } = column;
  if (match === null || ignored !== 'unknown') return column;
  const { definition, aspect } = match;
  // The program's rule decides the full credential; a mark in a gradebook does not.
  if (definition.kind === 'full') return { header, use: null, ignored: 'not-used' };
  return { header, use: { kind: 'award', achievement: definition.code, aspect } };
}

/** A date or evidence of an achievement whose level has no column, and a level of no achievement, say nothing. */
function leaveOut(column: MatchedColumn, all: readonly MatchedColumn[]): MatchedColumn {
  const { header, use } = column;
  const isStray =
    use?.kind === 'award'
      ? !all.some(
          ({ use: other }) =>
            other?.kind === 'award' && other.aspect === 'level' && other.achievement === use.achievement,
        )
      : isFieldUse(use, 'level') && hasLevels(all);
  return isStray ? { header, use: null, ignored: 'not-used' } : column;
}

function hasLevels(columns: readonly MatchedColumn[]): boolean {
  return columns.some(({ use }) => isLevelUse(use));
}
