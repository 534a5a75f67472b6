import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/model/finding-codes.ts';
import { VERDICTS } from '../../src/model/verification.ts';

const DOC = readFileSync('docs/verification.md', 'utf8');

it('lists every code that a check can answer with, and no other', () => {
  const documented = [...DOC.slice(DOC.indexOf('## Codes')).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
    ([, code]) => code,
  );
  const known = Object.values(FINDING_CODES).flatMap((codes) => Object.keys(codes));
  expect(documented.sort()).toEqual(known.sort());
});

it('lists every verdict, worst first', () => {
  const table = DOC.slice(DOC.indexOf('## Verdicts'), DOC.indexOf('## Codes'));
  expect([...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, verdict]) => verdict)).toEqual([...VERDICTS]);
});
