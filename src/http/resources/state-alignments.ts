import type { Alignment } from '../../model/credential.ts';
import type { StatedAlignment } from '../../program/recognize-alignments.ts';

/** The alignments of an OB 3.0 achievement, by what names their entries. */
export function stateAlignments(alignment: readonly Alignment[] = []): StatedAlignment[] {
  return alignment.map(({ targetFramework, targetCode, targetUrl }) => ({
    framework: targetFramework,
    code: targetCode,
    url: targetUrl,
  }));
}
