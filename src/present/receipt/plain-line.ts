/** What ends a line, is not shown, or turns the direction of writing around. */
const NOT_SHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu;

/**
 * Text of a stranger as one line that says no more than its letters: without line breaks, control characters and marks that turn the
 * direction of writing, composed (NFC), and cut to `maxLength` characters with an ellipsis.
 */
export function plainLine(text: string, maxLength = 600): string {
  // Cut before it is searched: a name may be as long as a file.
  const line = text
    .slice(0, maxLength * 4)
    .toWellFormed()
    .replace(NOT_SHOWN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
  const characters = [...line];
  return characters.length <= maxLength && text.length <= maxLength * 4
    ? line
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** The same in quotation marks that it cannot end. */
export function quoteLine(text: string, maxLength?: number): string {
  const line = plainLine(text, maxLength);
  return `“${line.replace(/[“„«]/g, '‘').replace(/["”‟»]/g, '’')}”`;
}
