/**
 * What would break a line, be obeyed instead of shown, or turn the text after it around. Direction marks stay: names in
 * several scripts need them.
 */
const NOT_SHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Text that somebody typed, as one line of at most so many characters that says nothing but what is seen. */
export function cleanText(text: string, most: number): string {
  const line = text.toWellFormed().replace(NOT_SHOWN, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
