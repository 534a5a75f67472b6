import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerificationResult } from '../../../src/model/verification.ts';
import { arrangeRows, sortByAttention } from '../../../src/present/many/arrange-rows.ts';
import { belongTogether } from '../../../src/present/many/belong-together.ts';
import { categorize, countCategories } from '../../../src/present/many/categorize.ts';
import { CATEGORIES } from '../../../src/present/many/category.ts';
import { findSameId } from '../../../src/present/many/find-same-id.ts';
import { foldParts } from '../../../src/present/many/fold-parts.ts';
import { groupByApplicant } from '../../../src/present/many/group-by-applicant.ts';
import { isUnfinished } from '../../../src/present/many/is-unfinished.ts';
import { mergeDuplicates } from '../../../src/present/many/merge-duplicates.ts';
import type { Contents, Row, RowProblem } from '../../../src/present/many/row.ts';
import { RESULTS, resultOf } from '../sample-results.ts';

function row(number: number, changes: Partial<Row> = {}): Row {
  return {
    number,
    sources: [{ kind: 'file', name: `${number}.json` }],
    state: 'answered',
    result: RESULTS.valid,
    partOf: [],
    ...changes,
  };
}

function contents(changes: Partial<Contents> = {}): Contents {
  return { digest: 'a', isEndorsement: false, names: [], ...changes };
}

const results: VerificationResult[] = Object.values(RESULTS);
const anyContents = fc.record(
  {
    credentialId: fc.constantFrom('urn:1', 'urn:2', 'urn:3'),
    digest: fc.constantFrom('a', 'b'),
    subjectId: fc.constantFrom('did:1', 'did:2'),
    isEndorsement: fc.boolean(),
    names: fc.array(fc.constantFrom('urn:1', 'urn:2', 'urn:3'), { maxLength: 2 }),
  },
  { requiredKeys: ['digest', 'isEndorsement', 'names'] },
);
const answers = fc.oneof(
  fc.constantFrom(...results).map((result): Partial<Row> => ({ state: 'answered', result })),
  fc
    .constantFrom<RowProblem>('unreachable', 'turned-off', 'fault', 'cancelled')
    .map((problem): Partial<Row> => ({ state: 'failed', problem })),
  fc.constantFrom<Partial<Row>>({ state: 'waiting' }, { state: 'checking' }),
);
const anyRows = fc
  .array(
    fc.record(
      {
        answer: answers,
        contents: anyContents,
        applicant: fc.integer({ min: 1, max: 3 }),
        partOf: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      },
      { requiredKeys: ['answer', 'partOf'] },
    ),
    { maxLength: 12 },
  )
  .map((made) =>
    made.map(({ answer, ...more }, index): Row => {
      const { result: _, ...bare } = row(index + 1);
      return { ...bare, ...answer, ...more };
    }),
  );

describe('merging duplicates', () => {
  it('is the same whatever the order, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyRows, fc.infiniteStream(fc.nat()), (rows, random) => {
        const merged = mergeDuplicates(rows);
        const shuffled = rows
          .map((one) => ({ one, place: random.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(mergeDuplicates(shuffled)).toEqual(merged);
        expect(mergeDuplicates(merged)).toEqual(merged);
        // No source is lost.
        const sources = (all: readonly Row[]) =>
          all.flatMap((one) => one.sources.map(({ name }) => name)).sort();
        expect(sources(merged)).toEqual(sources(rows));
      }),
    );
  });

  it('takes the same id and content for one, and shows the worst of several answers', () => {
    const same = contents({ credentialId: 'urn:1' });
    const rows = [row(1, { contents: same }), row(2, { contents: same, result: RESULTS['status-unknown'] })];
    const [one, ...others] = mergeDuplicates(rows);
    expect(others).toEqual([]);
    expect(one?.result?.verdict).toBe('status-unknown');
    expect(one?.sources.map(({ name }) => name)).toEqual(['1.json', '2.json']);
  });

  it('never merges other content under the same id, or what two applicants handed in', () => {
    const rows = [
      row(1, { contents: contents({ credentialId: 'urn:1' }) }),
      row(2, { contents: contents({ credentialId: 'urn:1', digest: 'b' }) }),
      row(3, { contents: contents({ credentialId: 'urn:1' }), applicant: 2 }),
      row(4, { contents: contents() }),
      row(5, { contents: contents() }),
    ];
    expect(mergeDuplicates(rows)).toHaveLength(5);
    expect(findSameId(rows)).toEqual(new Set([1, 2, 3]));
  });
});

describe('counts', () => {
  it('add up, and every row is in the one that a filter shows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const entries = arrangeRows(rows).map(({ row: one }) => one);
        const counts = countCategories(entries);
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
        for (const { category, count } of counts)
          expect(entries.filter((one) => categorize(one) === category)).toHaveLength(count);
      }),
    );
  });

  it('tell valid from valid that is to be looked at', () => {
    const differs = resultOf('valid', { person: { outcome: 'warning', code: 'name-differs' } });
    const stranger = resultOf('valid', {}, { issuer: { id: 'did:key:z6Mk', name: 'Stanford' } });
    const rows = [row(1), row(2, { result: differs }), row(3, { result: stranger })];
    expect(countCategories(rows)).toEqual([
      { category: 'valid-but', count: 2 },
      { category: 'valid', count: 1 },
    ]);
  });

  it('put what needs attention first, and valid last', () => {
    const rows = results.map((result, index) => row(index + 1, { result }));
    const sorted = sortByAttention(arrangeRows([row(99), ...rows])).map((entry) => categorize(entry.row));
    expect(sorted[0]).toBe('unreadable');
    expect(sorted.slice(-2)).toEqual(['valid', 'valid']);
    expect(sorted).toEqual(sorted.toSorted((a, b) => CATEGORIES.indexOf(a) - CATEGORIES.indexOf(b)));
  });

  it('offer another try only where one may help', () => {
    expect(isUnfinished(row(1, { result: RESULTS['status-unknown'] }))).toBe(true);
    expect(isUnfinished(row(1, { result: RESULTS['key-unknown'] }))).toBe(true);
    expect(isUnfinished(row(1, { result: RESULTS.revoked }))).toBe(false);
    expect(isUnfinished({ state: 'failed', problem: 'unreachable' })).toBe(true);
    expect(isUnfinished({ state: 'failed', problem: 'turned-off' })).toBe(false);
  });
});

describe('parts', () => {
  it('stand under their whole, and every row stands somewhere exactly once', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const merged = mergeDuplicates(rows);
        const numbers = foldParts(merged).flatMap(({ row: one, parts }) =>
          [one, ...parts].map(({ number }) => number),
        );
        expect(numbers.sort((a, b) => a - b)).toEqual(merged.map(({ number }) => number));
      }),
    );
  });

  it('are not hidden by a file that only claims them', () => {
    const part = row(2, { partOf: [1], result: RESULTS.revoked });
    expect(foldParts([row(1, { result: RESULTS.incomplete }), part])).toHaveLength(1);
    expect(foldParts([row(1, { result: RESULTS['not-genuine'] }), part])).toHaveLength(2);
    expect(foldParts([row(1, { state: 'failed', problem: 'fault' }), row(2, { partOf: [1] })])).toHaveLength(
      1,
    );
    const { result: _, ...waiting } = row(1, { state: 'waiting' });
    expect(foldParts([waiting, part])).toHaveLength(2);
  });

  it('are not hidden by a whole that is valid where they are not', () => {
    for (const result of results.filter(({ verdict }) => verdict !== 'valid'))
      expect(foldParts([row(1), row(2, { partOf: [1], result })])).toHaveLength(2);
    expect(foldParts([row(1), row(2, { partOf: [1] })])).toHaveLength(1);
  });

  it('of parts stand for themselves', () => {
    const rows = [row(1), row(2, { partOf: [1] }), row(3, { partOf: [2] })];
    expect(foldParts(rows).map((entry) => entry.row.number)).toEqual([1, 3]);
  });
});

describe('several files', () => {
  const part = contents({ credentialId: 'urn:part', digest: 'b' });
  const whole = contents({ credentialId: 'urn:whole', names: ['urn:part'] });
  it('are one thing when all of them belong to one', () => {
    expect(belongTogether([whole, part])).toBe(true);
    expect(belongTogether([part, contents({ isEndorsement: true }), whole])).toBe(true);
    expect(belongTogether([whole])).toBe(true);
  });
  it('are many when one does not', () => {
    expect(belongTogether([whole, part, contents({ credentialId: 'urn:other' })])).toBe(false);
    expect(belongTogether([whole, undefined])).toBe(false);
    expect(belongTogether([])).toBe(false);
    const each = contents({ credentialId: 'urn:a', names: ['urn:b'] });
    expect(belongTogether([each, contents({ credentialId: 'urn:b', names: ['urn:a'] })])).toBe(false);
  });
});

describe('applicants', () => {
  it('have what proves to be theirs, by id or else by name', () => {
    const named = (number: number, holderName: string) =>
      row(number, { result: resultOf('valid', {}, { holderName }) });
    const groups = groupByApplicant(
      arrangeRows([
        named(1, 'Ana Núñez'),
        named(2, 'ANA  NUNEZ'),
        { ...named(3, 'Ana Núñez'), contents: contents({ subjectId: 'did:1' }) },
        { ...named(4, 'Eva Ruiz'), contents: contents({ subjectId: 'did:1' }) },
        row(5, { result: RESULTS['not-genuine'] }),
      ]),
    );
    expect(groups.map(({ entries }) => entries.map((entry) => entry.row.number))).toEqual([
      [1, 2],
      [3, 4],
      [5],
    ]);
    expect(groups.map(({ names }) => names)).toEqual([[], ['Ana Núñez', 'Eva Ruiz'], []]);
    expect(groups[2]?.isUnplaced).toBe(true);
  });

  it('all have a line, and a forged file is on nobody’s unless the list has its link', () => {
    const applicants = [
      { number: 1, name: 'Ana Núñez' },
      { number: 2, name: 'Eva Ruiz' },
    ];
    const forged = { result: RESULTS['not-genuine'], applicant: 1 };
    const groups = groupByApplicant(
      arrangeRows([row(1, forged), row(2, { ...forged, isListed: true })]),
      applicants,
    );
    expect(groups.map(({ name, entries }) => [name, entries.map((entry) => entry.row.number)])).toEqual([
      ['Ana Núñez', [2]],
      ['Eva Ruiz', []],
      [undefined, [1]],
    ]);
  });
});
