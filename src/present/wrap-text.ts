/**
 * Lines for a picture that cannot measure its font: widths are estimated a little too wide, so that the text fits in any
 * serif. What still does not fit ends in an ellipsis.
 */
export function wrapText(text: string, maxWidth: number, fontSize: number, maxLines: number): string[] {
  const words = text
    .trim()
    .split(/\s+/)
    .flatMap((word) => breakWord(word, maxWidth, fontSize));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, fontSize) <= maxWidth)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  const shortened = [...(kept.pop() ?? '')];
  while (shortened.length > 1 && widthOf(`${shortened.join('')}…`, fontSize) > maxWidth) shortened.pop();
  return [...kept, `${shortened.join('').trimEnd()}…`];
}

/** The largest of the sizes at which the text needs no more than `maxLines`, with its lines. */
export function fitText(
  text: string,
  maxWidth: number,
  sizes: readonly { fontSize: number; maxLines: number }[],
): { fontSize: number; lines: string[] } {
  const tried = sizes.map(({ fontSize, maxLines }) => ({
    fontSize,
    maxLines,
    lines: wrapText(text, maxWidth, fontSize, Number.POSITIVE_INFINITY),
  }));
  const fitting = tried.find(({ lines, maxLines }) => lines.length <= maxLines);
  if (fitting !== undefined) return fitting;
  const { fontSize = 16, maxLines = 1 } = sizes.at(-1) ?? {};
  return { fontSize, lines: wrapText(text, maxWidth, fontSize, maxLines) };
}

function widthOf(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) {
    if (
      /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{3ffff}]/u.test(
        character,
      )
    )
      width += 1;
    else if (/[mwMW@%—…]/.test(character)) width += 0.95;
    else if (/[A-Z]/.test(character)) width += 0.72;
    else if (/[iljt.,:;'’ !|()-]/.test(character)) width += 0.34;
    else width += 0.56;
  }
  return width * fontSize;
}

/** A word that is wider than a line is cut where the line ends. */
function breakWord(word: string, maxWidth: number, fontSize: number): string[] {
  const parts: string[] = [''];
  for (const character of word) {
    const last = parts.at(-1) ?? '';
    if (last !== '' && widthOf(last + character, fontSize) > maxWidth) parts.push(character);
    else parts[parts.length - 1] = last + character;
  }
  return parts;
}
