import type { AchievementDefinition } from '../program/achievement-definition.ts';
import type { Program } from '../program/program.ts';
import type { AwardAspect } from './column-use.ts';
import { findCredential } from './find-credential.ts';
import { type ReadDate, readDate } from './read-date.ts';
import { type ReadLevel, readLevel } from './read-level.ts';
import { rememberAnswers } from './remember-answers.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { DateOrder, MatchedColumn } from './roster-survey.ts';

/** The achievement of a wide roster's column, with the places of the columns that are about it. */
export interface AwardColumns {
  achievement: AchievementDefinition;
  places: ReadonlyMap<AwardAspect, number>;
}

/** What reading a row needs to know about the roster, made ready once. */
export interface RosterPlan {
  headers: readonly string[];
  /** Where each field's column is. */
  places: ReadonlyMap<RosterField, number>;
  /** In the order of the columns; empty in a roster with a credential a row. */
  awards: readonly AwardColumns[];
  defaults: ReadonlyMap<string, string>;
  readDate: (text: string) => ReadDate;
  readLevel: (achievement: AchievementDefinition, text: string) => ReadLevel;
  findCredential: (text: string) => AchievementDefinition | 'unknown' | 'ambiguous';
}

export function planRoster(
  columns: readonly MatchedColumn[],
  dateOrder: DateOrder | null,
  programs: readonly Program[],
  settings: RosterSettings,
): RosterPlan {
  const relevant = programs.filter(({ code }) => settings.program === undefined || code === settings.program);
  const { achievement } = settings;
  const defaults = Object.entries({ ...settings.defaults, credential_code: achievement });
  const levels = new Map<string, (text: string) => ReadLevel>();
  return {
    headers: columns.map(({ header }) => header),
    places: placesOfFields(columns),
    awards: planAwards(columns, relevant),
    defaults: new Map(
      defaults.flatMap(([field, text]) => (text === undefined ? [] : [[field, text.trim()]])),
    ),
    readDate: rememberAnswers((text) => readDate(text, dateOrder)),
    readLevel: (definition, text) => {
      const read = levels.get(definition.code) ?? rememberAnswers((cell) => readLevel(cell, definition));
      levels.set(definition.code, read);
      return read(text);
    },
    findCredential: rememberAnswers((text) => findCredential(text, relevant)),
  };
}

/** Where each field's column is. */
export function placesOfFields(columns: readonly MatchedColumn[]): Map<RosterField, number> {
  return new Map(columns.flatMap(({ use }, i) => (use?.kind === 'field' ? [[use.field, i]] : [])));
}

function planAwards(columns: readonly MatchedColumn[], programs: readonly Program[]): AwardColumns[] {
  const places = new Map<string, Map<AwardAspect, number>>();
  columns.forEach(({ use }, i) => {
    if (use?.kind !== 'award') return;
    places.set(use.achievement, (places.get(use.achievement) ?? new Map()).set(use.aspect, i));
  });
  const achievements = programs.flatMap((program) => program.achievements);
  return [...places].flatMap(([code, own]) => {
    const achievement = achievements.find((candidate) => candidate.code === code);
    return achievement ? [{ achievement, places: own }] : [];
  });
}
