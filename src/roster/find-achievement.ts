import { headerKey, headerWords } from '../model/header-key.ts';
import type { AchievementDefinition } from '../program/achievement-definition.ts';
import type { Program } from '../program/program.ts';

const ORDINAL_PREFIXES = new Set(['domain', 'dominio', 'standard', 'estandar', 'competency', 'competencia']);
const CAPSTONE_KEYS = new Set([
  'capstone',
  'capstoneproject',
  'finalproject',
  'proyectofinal',
  'capstoneprojecto',
]);
const FULL_KEYS = new Set(['full', 'fullcredential', 'fullcertificate', 'certificadocompleto']);
const ROMAN = new Map([
  ['i', 1],
  ['v', 5],
  ['x', 10],
]);

/** How an achievement was named: by a name of its own, or by its place in the program, which another program may have too. */
export interface FoundAchievement {
  definition: AchievementDefinition;
  byName: boolean;
}

/**
 * The achievement that the text means in this program: by code, human code or name, or by place: `3`, `III`, `Domain 3`,
 * `Dominio III: …`, `Capstone`. Null if it means none.
 */
export function findAchievement(text: string, program: Program): FoundAchievement | null {
  const key = headerKey(text);
  const named = program.achievements.find(
    ({ code, humanCode, name }) =>
      key !== '' && [code, humanCode, name].some((own) => headerKey(own) === key),
  );
  if (named) return { definition: named, byName: true };
  const placed = findByPlace(text, key, program.achievements);
  return placed ? { definition: placed, byName: false } : null;
}

function findByPlace(
  text: string,
  key: string,
  achievements: readonly AchievementDefinition[],
): AchievementDefinition | undefined {
  const only = (kind: AchievementDefinition['kind']) => {
    const found = achievements.filter((achievement) => achievement.kind === kind);
    return found.length === 1 ? found[0] : undefined;
  };
  if (CAPSTONE_KEYS.has(key)) return only('capstone');
  if (FULL_KEYS.has(key)) return only('full');
  // What follows a colon is the domain's name as the gradebook has it.
  const [first = '', second, ...rest] = headerWords(text.split(/[:–—]|\s-\s/)[0] ?? '');
  const isPrefixed = ORDINAL_PREFIXES.has(first) && second !== undefined && rest.length === 0;
  const place = isPrefixed ? readOrdinal(second) : key === first ? readOrdinal(first) : null;
  return place === null ? undefined : achievements.filter(({ kind }) => kind === 'micro')[place - 1];
}

/** `3` and `iii` are 3. */
function readOrdinal(word: string): number | null {
  if (/^[0-9]{1,3}$/.test(word)) return Number(word);
  if (!/^x{0,3}(ix|iv|v?i{0,3})$/.test(word)) return null;
  const digits = [...word].map((letter) => ROMAN.get(letter) ?? 0);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}
