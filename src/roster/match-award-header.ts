import { headerKey } from '../model/header-key.ts';
import type { Program } from '../program/program.ts';
import type { AwardAspect } from './column-use.ts';
import { type FoundAchievement, findAchievement } from './find-achievement.ts';

export interface AwardHeader extends FoundAchievement {
  aspect: AwardAspect;
}

/** Words that say which of an achievement's columns a header means, by `headerKey`. */
const ASPECT_WORDS: ReadonlyMap<string, AwardAspect> = new Map([
  ...['level', 'score', 'rating', 'result', 'points', 'nivel', 'puntaje', 'puntuacion', 'resultado'].map(
    (word) => [word, 'level'] as const,
  ),
  ...['date', 'awarded', 'issuedon', 'completed', 'fecha'].map((word) => [word, 'date'] as const),
  ...['evidence', 'portfolio', 'link', 'url', 'evidencia', 'portafolio', 'enlace'].map(
    (word) => [word, 'evidence'] as const,
  ),
  ...['assessors', 'assessor', 'reviewers', 'raters', 'evaluadores', 'evaluador'].map(
    (word) => [word, 'assessors'] as const,
  ),
]);
const LINKING_WORDS = /^(de|del|of|for|para)\s+/i;
/** No achievement has a longer name; a longer header is not searched. */
const MAX_HEADER = 400;

/** What a header says in this program: `I`, `Domain 3 evidence`, `Fecha de TLMS-3`. Null if it names no achievement. */
export function matchAwardHeader(header: string, program: Program): AwardHeader | null {
  if (header.length > MAX_HEADER) return null;
  const whole = findAchievement(header, program);
  if (whole?.byName) return { ...whole, aspect: 'level' };
  const [, before = '', last = ''] = /^(.*?)[\s_:–—(-]+(\p{L}+)\)?$/u.exec(header) ?? [];
  const [, first = '', after = ''] = /^(\p{L}+)[\s_:–—-]+(.*)$/u.exec(header) ?? [];
  return (
    matchAspect(last, before, program) ??
    matchAspect(first, after.replace(LINKING_WORDS, ''), program) ??
    (whole && { ...whole, aspect: 'level' })
  );
}

function matchAspect(word: string, rest: string, program: Program): AwardHeader | null {
  const aspect = ASPECT_WORDS.get(headerKey(word));
  const found = aspect === undefined ? null : findAchievement(rest, program);
  if (aspect === undefined || !found) return null;
  // After a colon is a gradebook's own name of the domain, and its last word no aspect: `Domain II: Using evidence`.
  return found.byName || !rest.includes(':') ? { ...found, aspect } : null;
}
