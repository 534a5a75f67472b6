import type { Assessors } from '../program/award-request.ts';

/** `2`, `2.0`, `2 assessors`. */
const COUNT = /^(\d{1,3})(?:[.,]0{1,3})?(?: \p{L}{1,20})?$/u;
const NUMERIC = /^[+-]?[\d.,]+$/;

/** How many assessed, or who: names with `;`, `/`, a line break or `and` between them. Null for a number that counts nobody. */
export function readAssessors(text: string): Assessors | null {
  const count = COUNT.exec(text)?.[1];
  if (count !== undefined) return { count: Number(count) };
  if (NUMERIC.test(text)) return null;
  const names = text
    .split(/[;/\r\n]/)
    .flatMap((part) => part.replace(/\s+/g, ' ').split(/ (?:and|&) /i))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 ? { names } : null;
}
