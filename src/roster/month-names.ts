import { headerKey } from '../model/header-key.ts';

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'enero', 'ene'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto', 'ago'],
  ['september', 'septiembre', 'setiembre', 'sept', 'set'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre', 'dic'],
];

/** 1 to 12 for a month's English or Spanish name or its first three letters; else null. */
export function monthNamed(word: string): number | null {
  const key = headerKey(word);
  const month = MONTHS.findIndex((names) =>
    names.some((name) => name === key || (key.length === 3 && name.startsWith(key))),
  );
  return month < 0 ? null : month + 1;
}
