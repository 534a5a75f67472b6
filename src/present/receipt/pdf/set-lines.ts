import type { Run, Typeface, Weight } from './typeface.ts';

/** Text of one weight; several make a paragraph. */
export interface Piece {
  text: string;
  weight: Weight;
}

export interface Line {
  runs: Run[];
  width: number;
}

/** How wide a font writes a text. */
export type Measure = (text: string, font: string) => number;

/** Lines that are no wider than `width`, broken at spaces, and within a word only where it is wider than a line. */
export function setLines(
  pieces: readonly Piece[],
  { width, typeface, measure }: { width: number; typeface: Typeface; measure: Measure },
): Line[] {
  const lines: Line[] = [{ runs: [], width: 0 }];
  const widthOf = (runs: readonly Run[]) =>
    runs.reduce((sum, { text, font }) => sum + measure(text, font), 0);
  const put = (runs: readonly Run[], added: number) => {
    const line = lines.at(-1);
    if (line === undefined) return;
    line.width += added;
    for (const run of runs) {
      const last = line.runs.at(-1);
      if (last?.font === run.font) last.text += run.text;
      else line.runs.push({ ...run });
    }
  };
  for (const { text, weight } of pieces) {
    for (const token of text.split(/( +)/).filter((one) => one !== '')) {
      const runs = typeface.split(token, weight);
      const added = widthOf(runs);
      const isSpace = token.startsWith(' ');
      const used = lines.at(-1)?.width ?? 0;
      if (used + added <= width) {
        if (!isSpace || used > 0) put(runs, added);
        continue;
      }
      if (used > 0) lines.push({ runs: [], width: 0 });
      if (isSpace) continue;
      for (const { runs: part, width: partWidth } of breakWord(runs, width, measure)) {
        if ((lines.at(-1)?.width ?? 0) > 0) lines.push({ runs: [], width: 0 });
        put(part, partWidth);
      }
    }
  }
  return lines;
}

/** A word in parts that fit, as few as that takes. */
function breakWord(runs: readonly Run[], width: number, measure: Measure): Line[] {
  const parts: Line[] = [{ runs: [], width: 0 }];
  for (const { text, font } of runs) {
    for (const character of text) {
      const added = measure(character, font);
      let part = parts.at(-1);
      if (part === undefined || (part.width > 0 && part.width + added > width)) {
        part = { runs: [], width: 0 };
        parts.push(part);
      }
      const last = part.runs.at(-1);
      if (last?.font === font) last.text += character;
      else part.runs.push({ text: character, font });
      part.width += added;
    }
  }
  return parts;
}
