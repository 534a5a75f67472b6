import { create, type Font } from 'fontkit';

export type Weight = 400 | 700;

/** The files that Noto Sans comes in, by what is written with them: the first is always needed, the others when a text asks for them. */
export const FONT_SUBSETS = {
  latin: /[\u0020-\u00ff\u2000-\u206f]/u,
  'latin-ext':
    /[\u0100-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\u2020\u20a0-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]/u,
  vietnamese: /[\u0102-\u01b0]|[\u0300-\u0329]|[\u1ea0-\u1ef9\u20ab]/u,
  greek: /[\u0370-\u03ff]/u,
  'greek-ext': /[\u1f00-\u1fff]/u,
  cyrillic: /[\u0400-\u04ff\u2116]/u,
  'cyrillic-ext': /[\u0460-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]/u,
  devanagari: /[\u0900-\u097f\ua8e0-\ua8ff]/u,
} as const;
export type FontSubset = keyof typeof FONT_SUBSETS;

/** Gives the file `noto-sans-{subset}-{weight}-normal.woff` of `@fontsource/noto-sans`. */
export type LoadFont = (subset: FontSubset, weight: Weight) => Promise<Uint8Array>;

export interface TypefaceFont {
  /** `latin-400` */
  name: string;
  weight: Weight;
  bytes: Uint8Array;
  font: Font;
}

/** A piece of text that one font writes. */
export interface Run {
  text: string;
  font: string;
}

export interface Typeface {
  fonts: TypefaceFont[];
  /** Which font writes what. A character that none has stands in brackets by its number: `[U+738B]`. */
  split: (text: string, weight: Weight) => Run[];
  /** Some characters of the text that it was opened for are not in it. */
  lacksSome: boolean;
}

/** The fonts that a text needs, and no others. */
export async function openTypeface(text: string, loadFont: LoadFont): Promise<Typeface> {
  const wanted = new Set(text.normalize('NFC'));
  const fonts: TypefaceFont[] = [];
  for (const [subset, range] of Object.entries(FONT_SUBSETS) as [FontSubset, RegExp][]) {
    const missing = [...wanted].filter((character) => !fonts.some((font) => hasCharacter(font, character)));
    if (subset !== 'latin' && !missing.some((character) => range.test(character))) continue;
    for (const weight of [400, 700] as const) {
      const bytes = await loadFont(subset, weight);
      fonts.push({ name: `${subset}-${weight}`, weight, bytes, font: openFont(bytes) });
    }
  }
  return {
    fonts,
    split: (line, weight) =>
      splitText(
        line,
        fonts.filter((font) => font.weight === weight),
      ),
    lacksSome: [...wanted].some(
      (character) => character > ' ' && !fonts.some((font) => hasCharacter(font, character)),
    ),
  };
}

function splitText(text: string, fonts: readonly TypefaceFont[]): Run[] {
  const runs: Run[] = [];
  for (const character of escapeMissing(text.normalize('NFC'), fonts)) {
    const last = runs.at(-1);
    const current = fonts.find(({ name }) => name === last?.font);
    // A font is kept as long as it can, so that letters which join or carry marks stay together.
    if (last !== undefined && current !== undefined && hasCharacter(current, character)) {
      last.text += character;
      continue;
    }
    const font = fonts.find((one) => hasCharacter(one, character));
    if (font !== undefined) runs.push({ text: character, font: font.name });
  }
  return runs;
}

function escapeMissing(text: string, fonts: readonly TypefaceFont[]): string {
  let escaped = '';
  let numbers: string[] = [];
  const flush = () => {
    if (numbers.length > 0) escaped += `[${numbers.join(' ')}]`;
    numbers = [];
  };
  for (const character of text) {
    if (fonts.some((font) => hasCharacter(font, character))) {
      flush();
      escaped += character;
    } else numbers.push(`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  }
  flush();
  return escaped;
}

function hasCharacter({ font }: TypefaceFont, character: string): boolean {
  return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

function openFont(bytes: Uint8Array): Font {
  const font = create(bytes as Parameters<typeof create>[0]);
  if ('fonts' in font) throw new TypeError('A collection is no font.');
  return font;
}
