import type { PolicyRuleName } from '../../../model/policy.ts';
import type { UnmetRule } from '../../../model/verification.ts';
import { showDay } from '../../show-date.ts';
import { SPANISH_DATES } from './dates.ts';

type Say = (text: string) => string;

/**
 * What a rule wants and what a credential has stand in results as short English texts (`verify/checks/policy-rules.ts`). Ours are said
 * in Spanish; names that the policy or the credential gives stay as they are, and so does a text that is not one of ours.
 */
const SAY: Readonly<Record<PolicyRuleName, Say>> = {
  maximumAgeYears: (text) =>
    text
      .replace(/^awarded on or after (\S+)$/, (_, day: string) => `otorgada el ${say(day)} o después`)
      .replace(/^awarded on (\S+)$/, (_, day: string) => `otorgada el ${say(day)}`),
  minimumLevel: (text) =>
    text
      .replace(/^1 points or more$/, '1 punto o más')
      .replace(/^(\S+) points or more$/, '$1 puntos o más')
      .replace(/^(.*) or higher$/, '$1 o superior')
      .replace(/ \(NaN points\)$/, ' (sin puntos)')
      .replace(/ \(1 points\)$/, ' (1 punto)')
      .replace(/ \((\S+) points\)$/, ' ($1 puntos)'),
  minimumAssessors: (text) => text.replace(/^(\d+) or more$/, '$1 o más'),
  frameworks: sayList,
  achievements: sayList,
  requireParts: (text) =>
    text
      .replace(/^every part$/, 'todas las partes')
      .replace(/^all 1 parts$/, 'la única parte')
      .replace(/^all (\d+) parts$/, 'las $1 partes')
      .replace(/^(\d+) of them$/, '$1 de ellas'),
};

/** What a rule wants: `otorgada el 1 ene 2024 o después`. */
export function sayWanted({ name, wanted }: UnmetRule): string {
  return SAY[name](wanted);
}

/** What the credential has; undefined where it says nothing about it. */
export function sayFound({ name, found }: UnmetRule): string | undefined {
  return found === undefined ? undefined : SAY[name](found);
}

function sayList(text: string): string {
  return text.replace(/ or (\d+) more$/, ' o $1 más').replaceAll(' or ', ' o ');
}

function say(day: string): string {
  return showDay(day, SPANISH_DATES) ?? day;
}
