import { recognizeAlignments, type StatedAlignment } from '../program/recognize-alignments.ts';
import { type Translation, translateAlignments } from '../program/translate-alignments.ts';
import type { Issuing } from './issuing.ts';
import { readCrosswalks, readFrameworks } from './read-program.ts';

/** What these alignments are in each framework that is published here, by the latest crosswalks. */
export async function readTranslations(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  alignments: readonly StatedAlignment[],
): Promise<Translation[]> {
  const frameworks = await readFrameworks(store);
  const known = recognizeAlignments({ publicUrl, frameworks }, alignments);
  if (known.length === 0) return [];
  return translateAlignments({ frameworks, crosswalks: await readCrosswalks(store) }, known);
}
