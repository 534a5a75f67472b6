import type { AchievementDefinition } from '../program/achievement-definition.ts';
import type { AwardRequest } from '../program/award-request.ts';
import { type CellText, problemIn, textAt, textOfField } from './cell-text.ts';
import type { AwardColumns, RosterPlan } from './plan-roster.ts';
import { type AwardDetails, readAssessorsCell, readDateCell } from './read-details.ts';
import { readEvidenceCell } from './read-evidence.ts';
import { nameLevels } from './read-level.ts';
import type { RosterProblem, RosterRow } from './roster-row.ts';

/** An award as the row says it, not yet parsed. */
export interface DraftAward extends AwardDetails {
  achievement: string;
  level?: string;
}

export interface ReadAwards {
  /** With the columns that they come from; null in a roster with a credential a row. */
  drafts: { award: DraftAward; columns: AwardColumns | null }[];
  notYet: RosterRow['notYet'];
}

/** The awards that a row asks for. */
export function readAwards(
  plan: RosterPlan,
  cells: readonly string[],
  details: AwardDetails,
  problems: RosterProblem[],
): ReadAwards {
  if (plan.awards.length === 0) {
    const award = readNamedAward(plan, cells, problems);
    return { drafts: award ? [{ award: { ...details, ...award }, columns: null }] : [], notYet: [] };
  }
  const read: ReadAwards = { drafts: [], notYet: [] };
  for (const columns of plan.awards) {
    const { achievement, places } = columns;
    const said = textAt(plan, cells, places.get('level'));
    const level = plan.readLevel(achievement, said.text);
    if (level.kind === 'missing' || level.kind === 'unknown') {
      problems.push(levelProblem(achievement, said, level.kind));
    } else if (level.kind === 'level' && !level.isEnough) {
      read.notYet.push({ achievement: achievement.code, level: level.level });
    } else if (level.kind === 'level') {
      const own = readOwnDetails(plan, cells, columns, problems);
      read.drafts.push({
        award: { ...details, ...own, achievement: achievement.code, level: level.level },
        columns,
      });
    }
  }
  return read;
}

function readNamedAward(
  plan: RosterPlan,
  cells: readonly string[],
  problems: RosterProblem[],
): { achievement: string; level?: string } | null {
  const credential = textOfField(plan, cells, 'credential_code');
  const found = credential.text === '' ? 'missing' : plan.findCredential(credential.text);
  if (typeof found === 'string') {
    problems.push(problemIn(credential.column, `credential-${found}`, CREDENTIAL_DETAILS[found]));
    return null;
  }
  const said = textOfField(plan, cells, 'level');
  const level = plan.readLevel(found, said.text);
  if (level.kind === 'missing' || level.kind === 'unknown') {
    problems.push(levelProblem(found, said, level.kind));
    return null;
  }
  return { achievement: found.code, ...(level.kind === 'level' ? { level: level.level } : {}) };
}

const CREDENTIAL_DETAILS = {
  missing: 'Expected the code of a credential.',
  unknown: 'No published program has a credential of this code or name.',
  ambiguous: 'Several programs have a credential of this name. Expected its code.',
};

function levelProblem(
  achievement: AchievementDefinition,
  { column }: CellText,
  kind: 'missing' | 'unknown',
): RosterProblem {
  if (!achievement.rubric) {
    return problemIn(column, 'level-not-used', 'This credential has no levels. Leave the cell blank.');
  }
  const levels = nameLevels(achievement);
  return kind === 'missing'
    ? problemIn(column, 'level-missing', `Say which level was reached: ${levels}.`)
    : problemIn(column, 'level-unknown', `Expected one of the levels, or a blank cell: ${levels}.`);
}

/** A column of the achievement's own goes before the row's. */
function readOwnDetails(
  plan: RosterPlan,
  cells: readonly string[],
  { places }: AwardColumns,
  problems: RosterProblem[],
): Pick<AwardRequest, 'awardedDate' | 'assessors' | 'evidence'> {
  const say = (aspect: 'date' | 'assessors' | 'evidence') => textAt(plan, cells, places.get(aspect));
  const awardedDate = readDateCell(plan, say('date'), problems);
  const assessors = readAssessorsCell(say('assessors'), problems);
  const evidence = readEvidenceCell(say('evidence').text);
  return {
    ...(awardedDate === undefined ? {} : { awardedDate }),
    ...(assessors === undefined ? {} : { assessors }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}
