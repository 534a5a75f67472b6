import { z } from 'zod';

/**
 * Characters that no text of ours may hold: controls, lone surrogates (they have no UTF-8 and would break the signature),
 * line and paragraph separators, and the invisible ones that can make a name read as another name (bidirectional
 * overrides and isolates, byte order mark, zero-width space, tag characters). Joiners and direction marks stay: names
 * in several scripts need them.
 */
const FORBIDDEN_IN_LINE =
  /[\p{Cc}\p{Cs}\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** A lower-case slug: it stands in URLs and must never need escaping there. */
export const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Must be lower-case letters, digits and single hyphens.');

/** A version as it stands after `?v=`: `1`, `2.1`, `2026-09`. */
export const Version = z
  .string()
  .max(20)
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'Must be letters, digits, dots and hyphens.');

/** One line of text, trimmed and NFC, 1 to `max` UTF-16 units. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'Must not be empty.')
    .max(max, `Must be at most ${max} characters long.`)
    .refine((text) => !FORBIDDEN_IN_LINE.test(text), 'Must not hold control or invisible characters.');
}

/** Text of several lines: as `line`, with line feeds and tabs; CRLF becomes LF. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .overwrite((text) => text.replace(/\r\n?/g, '\n'))
    .min(1, 'Must not be empty.')
    .max(max, `Must be at most ${max} characters long.`)
    .refine(
      (text) => !FORBIDDEN_IN_LINE.test(text.replace(/[\n\t]/g, ' ')),
      'Must not hold control or invisible characters.',
    );
}
