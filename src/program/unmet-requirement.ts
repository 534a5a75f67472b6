import type { Subproblem } from '../model/problem.ts';

/** The ways in which an award can fall short; stable, kebab-case. */
export type UnmetCode =
  | 'achievement-unknown'
  | 'achievement-mismatch'
  | 'level-missing'
  | 'level-unknown'
  | 'level-too-low'
  | 'level-not-used'
  | 'assessors-too-few'
  | 'assessor-is-holder'
  | 'evidence-missing'
  | 'dates-out-of-order'
  | 'awarded-too-far-ahead'
  | 'ends-before-now'
  | 'achievement-missing'
  | 'too-few-achievements'
  | 'hours-missing'
  | 'hours-too-few';

/**
 * One requirement that is not met. `path` points into the request where the request is at fault; `achievements` are
 * codes of the program. `detail` names what the program asks for, never what the request said.
 */
export interface UnmetRequirement extends Subproblem {
  code: UnmetCode;
  achievements?: string[];
}
