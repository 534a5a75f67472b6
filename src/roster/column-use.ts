import type { Program } from '../program/program.ts';
import { ROSTER_FIELDS, type RosterField } from './roster-field.ts';

/** What a column of a wide roster says of its achievement. */
export const AWARD_ASPECTS = ['level', 'date', 'evidence', 'assessors'] as const;
export type AwardAspect = (typeof AWARD_ASPECTS)[number];

export type ColumnUse =
  | { kind: 'field'; field: RosterField }
  | { kind: 'award'; achievement: string; aspect: AwardAspect };

/** A use as settings write it: a field, `tlms-3` or `tlms-3:date`. Null if there is no such field or achievement. */
export function parseColumnUse(text: string, programs: readonly Program[]): ColumnUse | null {
  const field = ROSTER_FIELDS.find((candidate) => candidate === text);
  if (field) return { kind: 'field', field };
  const [code = '', aspect = 'level', ...rest] = text.split(':');
  const known = programs.some(({ achievements }) => achievements.some((one) => one.code === code));
  const named = AWARD_ASPECTS.find((candidate) => candidate === aspect);
  return known && named && rest.length === 0 ? { kind: 'award', achievement: code, aspect: named } : null;
}

/** The use as settings write it; equal for equal uses. */
export function writeColumnUse(use: ColumnUse): string {
  if (use.kind === 'field') return use.field;
  return use.aspect === 'level' ? use.achievement : `${use.achievement}:${use.aspect}`;
}

export function isFieldUse(use: ColumnUse | null, field: RosterField): boolean {
  return use?.kind === 'field' && use.field === field;
}

/** Whether a column has the levels of an achievement, which makes the roster a wide one. */
export function isLevelUse(use: ColumnUse | null): boolean {
  return use?.kind === 'award' && use.aspect === 'level';
}
