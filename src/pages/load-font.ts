import cyrillic400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff?url';
import cyrillic700 from '@fontsource/noto-sans/files/noto-sans-cyrillic-700-normal.woff?url';
import cyrillicExt400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-ext-400-normal.woff?url';
import cyrillicExt700 from '@fontsource/noto-sans/files/noto-sans-cyrillic-ext-700-normal.woff?url';
import devanagari400 from '@fontsource/noto-sans/files/noto-sans-devanagari-400-normal.woff?url';
import devanagari700 from '@fontsource/noto-sans/files/noto-sans-devanagari-700-normal.woff?url';
import greek400 from '@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff?url';
import greek700 from '@fontsource/noto-sans/files/noto-sans-greek-700-normal.woff?url';
import greekExt400 from '@fontsource/noto-sans/files/noto-sans-greek-ext-400-normal.woff?url';
import greekExt700 from '@fontsource/noto-sans/files/noto-sans-greek-ext-700-normal.woff?url';
import latin400 from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff?url';
import latin700 from '@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff?url';
import latinExt400 from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff?url';
import latinExt700 from '@fontsource/noto-sans/files/noto-sans-latin-ext-700-normal.woff?url';
import vietnamese400 from '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff?url';
import vietnamese700 from '@fontsource/noto-sans/files/noto-sans-vietnamese-700-normal.woff?url';
import type { FontSubset, Weight } from '../present/receipt/pdf/typeface.ts';

const ADDRESSES: Record<FontSubset, Record<Weight, string>> = {
  latin: { 400: latin400, 700: latin700 },
  'latin-ext': { 400: latinExt400, 700: latinExt700 },
  vietnamese: { 400: vietnamese400, 700: vietnamese700 },
  greek: { 400: greek400, 700: greek700 },
  'greek-ext': { 400: greekExt400, 700: greekExt700 },
  cyrillic: { 400: cyrillic400, 700: cyrillic700 },
  'cyrillic-ext': { 400: cyrillicExt400, 700: cyrillicExt700 },
  devanagari: { 400: devanagari400, 700: devanagari700 },
};

/** A file of the typeface from this page’s own origin, asked for only when a receipt needs it. Rejects where it cannot be had. */
export async function loadFont(subset: FontSubset, weight: Weight): Promise<Uint8Array> {
  const response = await fetch(ADDRESSES[subset][weight]);
  if (!response.ok) throw new Error('A font is missing.');
  return new Uint8Array(await response.arrayBuffer());
}
