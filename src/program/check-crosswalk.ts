import { z } from 'zod';
import type { Subproblem } from '../model/problem.ts';
import { type Framework, findFrameworkEntry } from './framework.ts';

const text = z.string().optional().catch(undefined);

/** What can be read of a crosswalk whose shape may be wrong: see `sketchProgram`. */
const CrosswalkSketch = z.object({
  from: text,
  to: text,
  pairs: z.array(z.object({ from: text, to: text }).optional().catch(undefined)).catch([]),
});

/** What is wrong with a crosswalk beyond its shape: frameworks and entries that are not there, pairs that are there twice. */
export function checkCrosswalk(document: unknown, frameworks: readonly Framework[]): Subproblem[] {
  const sketch = CrosswalkSketch.safeParse(document).data;
  if (sketch === undefined) return [];
  const { pairs } = sketch;
  return [
    ...(['from', 'to'] as const).flatMap((side): Subproblem[] => {
      const framework = frameworks.find(({ code }) => code === sketch[side]);
      if (framework !== undefined) return checkEntries(pairs, side, framework);
      if (sketch[side] === undefined) return [];
      return [{ path: side, code: 'framework-unknown', detail: 'This instance has no such framework.' }];
    }),
    ...(sketch.from !== undefined && sketch.from === sketch.to
      ? [{ path: 'to', code: 'framework-same', detail: 'A crosswalk leads from one framework to another.' }]
      : []),
    ...findRepeated(pairs),
  ];
}

type PairSketch = z.infer<typeof CrosswalkSketch>['pairs'][number];

function checkEntries(pairs: readonly PairSketch[], side: 'from' | 'to', framework: Framework): Subproblem[] {
  return pairs.flatMap((pair, i) => {
    const entry = pair?.[side];
    if (entry === undefined || findFrameworkEntry(framework, entry) !== null) return [];
    const detail = 'The framework has no entry with this code.';
    return [{ path: `pairs.${i}.${side}`, code: 'entry-unknown', detail }];
  });
}

function findRepeated(pairs: readonly PairSketch[]): Subproblem[] {
  const seen = new Set<string>();
  return pairs.flatMap((pair, i) => {
    if (pair?.from === undefined || pair.to === undefined) return [];
    const key = JSON.stringify([pair.from, pair.to]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `pairs.${i}`, code: 'pair-duplicate', detail: 'This pair is there twice.' }];
  });
}
