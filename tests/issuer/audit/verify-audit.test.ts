import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditFindingCode } from '../../../src/issuer/audit/audit-finding.ts';
import {
  type LogItem,
  type VerifyAuditOptions,
  verifyAudit,
} from '../../../src/issuer/audit/verify-audit.ts';
import type { StoredAuditEvent } from '../../../src/store/records.ts';
import {
  Contents,
  chainOf,
  checkpointOf,
  contentOf,
  DID,
  KEY,
  logOf,
  names,
  pagesOf,
  STRANGER,
  TRUSTED,
} from '../../support/audit-chain-fixtures.ts';

const verify = (
  items: readonly LogItem[],
  counter: number | null,
  options: Partial<VerifyAuditOptions> = {},
) => verifyAudit({ counter, pages: pagesOf(items) }, { keys: TRUSTED, ...options });

const eventsOf = (items: readonly LogItem[]) =>
  items.flatMap((item) => ('event' in item ? [item.event] : []));

/** A log of random events, with checkpoints at random places, and two places in it, the first one earlier. */
const Log = Contents.chain((contents) => {
  const place = fc.nat({ max: contents.length - 1 });
  return fc.record({
    events: fc.constant(chainOf(contents)),
    checkpoints: fc.uniqueArray(place, { maxLength: 3 }).map((places) => places.sort((a, b) => a - b)),
    places: fc
      .uniqueArray(place, { minLength: 2, maxLength: 2 })
      .map((places) => places.sort((a, b) => a - b) as [number, number]),
    seed: fc.nat(),
  });
});
type Log = typeof Log extends fc.Arbitrary<infer T> ? T : never;

/** Runs it for many logs; `found` has to be among the findings for one of these events. */
async function expectFound(
  tamper: (log: Log) => Promise<{
    items: readonly LogItem[];
    counter?: number | null;
    seqs: readonly number[];
    codes: readonly AuditFindingCode[];
  }>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(Log, async (log) => {
      const { items, counter = log.events.length, seqs, codes } = await tamper(log);
      const report = await verify(items, counter);
      expect(report.isWhole).toBe(false);
      const found = report.findings.filter(
        (finding) => codes.includes(finding.code) && seqs.some((seq) => names(finding, seq)),
      );
      expect({ found: found.length, report }).not.toEqual({ found: 0, report });
    }),
    { numRuns: 60 },
  );
}

function replace(items: readonly LogItem[], events: readonly StoredAuditEvent[]): LogItem[] {
  let i = 0;
  return items.map((item) => ('event' in item ? { event: events[i++] as StoredAuditEvent } : item));
}

/** Another character at a place in the text. */
function mutate(text: string, seed: number): string {
  const place = seed % text.length;
  const other = String.fromCharCode((text.charCodeAt(place) + 1 + (seed % 7)) % 128);
  return `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
}

const at = <T>(list: readonly T[], i: number): T => list[i] as T;

describe('a log that nobody touched', () => {
  test('is whole, however it is paged', async () => {
    await fc.assert(
      fc.asyncProperty(Log, fc.integer({ min: 1, max: 9 }), async ({ events, checkpoints }, size) => {
        const items = await logOf(events, checkpoints);
        const report = await verifyAudit(
          { counter: events.length, pages: pagesOf(items, size) },
          { keys: TRUSTED },
        );
        const last = checkpoints.at(-1);
        expect(report).toMatchObject({
          isWhole: true,
          events: events.length,
          checkpoints: checkpoints.length,
          signatures: 'checked',
          findings: [],
          last: { seq: events.length, hash: events.at(-1)?.hash },
        });
        expect(report.lastCheckpoint?.seq).toBe(last === undefined ? undefined : last + 1);
      }),
      { numRuns: 60 },
    );
  });

  test('is whole when it is empty', async () => {
    expect(await verify([], 0)).toMatchObject({ isWhole: true, last: null, lastCheckpoint: null });
  });

  test('is followed from a place that is known', async () => {
    await fc.assert(
      fc.asyncProperty(Log, async ({ events, places: [i] }) => {
        const { seq, hash } = at(events, i);
        const items = await logOf(events.slice(i + 1));
        expect(await verify(items, events.length, { start: { seq, hash } })).toMatchObject({ isWhole: true });
        const other = { seq, hash: mutate(hash, 1) };
        const report = await verify(items, events.length, { start: other });
        expect(report.isWhole).toBe(i === events.length - 1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('tampering is found and the event is named:', () => {
  const FIELDS = ['at', 'actor', 'action', 'subject', 'details', 'previousHash', 'hash'] as const;

  test.each(FIELDS)('one character of %s', async (field) => {
    await expectFound(async ({ events, checkpoints, places: [i], seed }) => {
      const changed = events.map((event, k) =>
        k === i ? { ...event, [field]: mutate(event[field], seed) } : event,
      );
      return {
        items: replace(await logOf(events, checkpoints), changed),
        seqs: [i + 1],
        codes: ['event-changed'],
      };
    });
  });

  test('another spelling of the time or the details', async () => {
    const [event] = chainOf([{ actor: 'a', action: 'b', subject: 'c', details: { é: [1, 2] } }]);
    if (event === undefined) throw new Error('there is one');
    for (const change of [
      { at: event.at.replace('Z', '+00:00') },
      { details: event.details.replace(',', ', ') },
      { details: event.details.replace('é', '\\u00e9') },
      { details: '[' },
      { details: '[]' },
      { at: 'noon' },
    ])
      expect(await verify([{ event: { ...event, ...change } }], 1)).toMatchObject({
        findings: [{ code: 'event-changed', seq: 1 }],
      });
  });

  test('a number that was changed', async () => {
    await expectFound(async ({ events, checkpoints, places: [i], seed }) => {
      const seq = events.length + 1 + seed;
      const changed = events.map((event, k) => (k === i ? { ...event, seq } : event));
      return {
        items: replace(await logOf(events, checkpoints), changed),
        seqs: [i + 1],
        codes: ['event-missing', 'tail-missing'],
      };
    });
  });

  test('an event that was dropped', async () => {
    await expectFound(async ({ events, checkpoints, places: [i] }) => {
      const items = (await logOf(events, checkpoints)).filter(
        (item) => !('event' in item && item.event.seq === i + 1),
      );
      return { items, seqs: [i + 1], codes: ['event-missing', 'tail-missing'] };
    });
  });

  test('only those that were dropped', async () => {
    await fc.assert(
      fc.asyncProperty(Log, async ({ events, places: [i, j] }) => {
        const report = await verify(await logOf(events.filter((_, k) => k !== i && k !== j)), events.length);
        const named = events
          .map(({ seq }) => seq)
          .filter((seq) => report.findings.some((one) => names(one, seq)));
        expect(named).toEqual([i + 1, j + 1]);
      }),
      { numRuns: 60 },
    );
  });

  test('an event that was changed after one that was dropped, and is not called dropped itself', async () => {
    await fc.assert(
      fc.asyncProperty(Log, async ({ events, places: [i] }) => {
        fc.pre(i + 2 < events.length);
        const changed = events.with(i + 1, { ...at(events, i + 1), hash: '0'.repeat(64) });
        const { findings } = await verify(await logOf(changed.toSpliced(i, 1)), events.length);
        expect(findings).toMatchObject([
          { code: 'event-missing', seq: i + 1 },
          { code: 'event-changed', seq: i + 2 },
        ]);
        expect(findings[0]).not.toHaveProperty('lastSeq');
      }),
      { numRuns: 30 },
    );
  });

  test('two lines that changed places', async () => {
    await expectFound(async ({ events, checkpoints, places: [i, j] }) => {
      const swapped = events.with(i, at(events, j)).with(j, at(events, i));
      return {
        items: replace(await logOf(events, checkpoints), swapped),
        seqs: [i + 1],
        codes: ['event-out-of-order'],
      };
    });
  });

  test('two rows that changed contents', async () => {
    await expectFound(async ({ events, checkpoints, places: [i, j] }) => {
      const [one, other] = [at(events, i), at(events, j)];
      const swapped = events.with(i, { ...other, seq: one.seq }).with(j, { ...one, seq: other.seq });
      return {
        items: replace(await logOf(events, checkpoints), swapped),
        seqs: [i + 1, j + 1],
        codes: ['event-changed'],
      };
    });
  });

  test('an event that is there twice', async () => {
    await expectFound(async ({ events, checkpoints, places: [i, j], seed }) => {
      const [from, to] = seed % 2 === 0 ? [i, j] : [j, i];
      const items = await logOf(events, checkpoints);
      const { seq } = at(events, to);
      const place = items.findIndex((item) => 'event' in item && item.event.seq === seq);
      return {
        items: items.toSpliced(place, 0, { event: at(events, from) }),
        seqs: [from + 1],
        codes: ['event-out-of-order'],
      };
    });
  });

  test('an event put in at the end, past the counter', async () => {
    await expectFound(async ({ events }) => {
      const [forged] = chainOf([contentOf(at(events, 0))], {
        first: events.length + 1,
        previousHash: events.at(-1)?.hash ?? '',
      });
      const items = await logOf([...events, forged as StoredAuditEvent]);
      return { items, seqs: [events.length + 1], codes: ['counter-behind'] };
    });
  });

  test('a tail that was cut off, known from the counter', async () => {
    await expectFound(async ({ events, places: [, j] }) => ({
      items: await logOf(events.slice(0, j)),
      seqs: [j + 1],
      codes: ['tail-missing'],
    }));
  });

  test('a tail that was cut off and the counter set back, known from a checkpoint', async () => {
    await expectFound(async ({ events, places: [, j] }) => {
      const items = await logOf(events, [events.length - 1]);
      return {
        items: items.filter((item) => !('event' in item) || item.event.seq <= j),
        counter: j,
        seqs: [j + 1],
        codes: ['tail-missing'],
      };
    });
  });

  test('an event that was rewritten with its own hash', async () => {
    await expectFound(async ({ events, places: [i] }) => {
      const { previousHash, seq } = at(events, i);
      const content = { ...contentOf(at(events, i)), actor: 'nobody at all' };
      const [forged] = chainOf([content], { first: seq, previousHash });
      return {
        items: await logOf(events.with(i, forged as StoredAuditEvent)),
        seqs: [i + 1],
        codes: ['event-unlinked'],
      };
    });
  });

  /** From the event at `i` on, with all the hashes as they should be. */
  function rewriteFrom(events: readonly StoredAuditEvent[], i: number): StoredAuditEvent[] {
    const { previousHash } = at(events, i);
    const contents = events.slice(i).map(contentOf);
    contents[0] = { ...at(contents, 0), actor: 'nobody at all' };
    return [...events.slice(0, i), ...chainOf(contents, { first: i + 1, previousHash })];
  }

  test('a tail that was rewritten, hashes and all, under a checkpoint', async () => {
    await expectFound(async ({ events, places: [i, j], checkpoints }) => {
      const places = [...new Set([...checkpoints, j])].sort((a, b) => a - b);
      return {
        items: replace(await logOf(events, places), rewriteFrom(events, i)),
        seqs: [i + 1],
        codes: ['history-rewritten'],
      };
    });
  });

  test('the stretch that was rewritten begins after the last checkpoint that agrees', async () => {
    const events = chainOf(
      Array.from({ length: 9 }, () => ({ actor: 'a', action: 'b', subject: 'c', details: {} })),
    );
    const items = replace(await logOf(events, [1, 4, 6, 8]), rewriteFrom(events, 3));
    const report = await verify(items, 9);
    expect(report.findings).toMatchObject([{ code: 'history-rewritten', seq: 3, lastSeq: 5, checkpoint: 2 }]);
    expect(report.lastCheckpoint).toMatchObject({ number: 1, seq: 2 });
  });

  test('a tail rewritten after the last checkpoint, known from one that was kept elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(Log, async ({ events, places: [i, j] }) => {
        const kept = [(await checkpointOf(at(events, j), 5)).body];
        expect(await verify(await logOf(events), events.length, { kept })).toMatchObject({ isWhole: true });
        const items = await logOf(rewriteFrom(events, i));
        expect(await verify(items, events.length)).toMatchObject({ isWhole: true });
        const { findings } = await verify(items, events.length, { kept });
        expect(findings).toMatchObject([{ code: 'history-rewritten', seq: 1 }]);
        const cut = await verify(await logOf(events.slice(0, j)), j, { kept });
        expect(cut.findings).toMatchObject([{ code: 'tail-missing', seq: j + 1 }]);
      }),
      { numRuns: 30 },
    );
  });

  test('checkpoints that somebody else signed over what he rewrote', async () => {
    await fc.assert(
      fc.asyncProperty(Log, fc.boolean(), async ({ events, places: [i, j] }, claimsOurs) => {
        const forged = rewriteFrom(events, i);
        // With a key of his own, named as his or as ours.
        const signer = claimsOurs ? { ...STRANGER, publicKeyMultibase: KEY.publicKeyMultibase } : STRANGER;
        const checkpoint = await checkpointOf(at(forged, j), 1, signer);
        const items = (await logOf(forged)).toSpliced(j + 1, 0, { checkpoint });
        const report = await verify(items, events.length);
        expect(report).toMatchObject({ isWhole: false, lastCheckpoint: null });
        expect(report.findings).toMatchObject([
          { code: claimsOurs ? 'checkpoint-signature' : 'checkpoint-key-unknown', checkpoint: 1, seq: j + 1 },
        ]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a checkpoint', () => {
  const events = chainOf(
    Array.from({ length: 6 }, (_, i) => ({ actor: 'a', action: 'b', subject: `${i}`, details: {} })),
  );

  test('that was dropped, moved, or stored with something else than was signed is found', async () => {
    const items = await logOf(events, [1, 3, 5]);
    const codesOf = async (tampered: LogItem[]) =>
      (await verify(tampered, 6)).findings.map(({ code, checkpoint }) => [code, checkpoint]);
    const isCheckpoint = (number: number) => (item: LogItem) =>
      'checkpoint' in item && item.checkpoint.number === number;
    const second = items.findIndex(isCheckpoint(2));
    expect(await codesOf(items.toSpliced(second, 1))).toEqual([['checkpoint-missing', 2]]);
    const moved = [...items.toSpliced(second, 1), at(items, second)];
    expect(await codesOf(moved)).toEqual([
      ['checkpoint-missing', 2],
      ['checkpoint-out-of-order', 2],
      ['checkpoint-out-of-order', 2],
    ]);
    for (const change of [
      { hash: 'f'.repeat(64) },
      { seq: 3 },
      { at: new Date(0) },
      { at: new Date(Number.NaN) },
      { body: 'x' },
    ]) {
      const changed = items.map((item) =>
        'checkpoint' in item && item.checkpoint.number === 2
          ? { checkpoint: { ...item.checkpoint, ...change } }
          : item,
      );
      expect(await codesOf(changed)).toEqual([['checkpoint-changed', 2]]);
    }
  });

  test('every character of which counts', async () => {
    const [checkpoint] = [await checkpointOf(at(events, 0), 1)];
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const changed = { ...checkpoint, body: mutate(checkpoint.body, seed) };
        const items = [{ event: at(events, 0) }, { checkpoint: changed }];
        expect(await verify(items, 1)).toMatchObject({ isWhole: false, lastCheckpoint: null });
      }),
      { numRuns: 200 },
    );
  });

  test('of another issuer does not count', async () => {
    const checkpoint = await checkpointOf(at(events, 0), 1, { ...KEY, controller: 'did:web:other.example' });
    expect(await verify([{ event: at(events, 0) }, { checkpoint }], 1)).toMatchObject({
      findings: [{ code: 'checkpoint-not-ours', checkpoint: 1 }],
    });
  });

  test('of a key that was revoked counts if it was made before', async () => {
    const items = await logOf(events.slice(0, 1), [0]);
    const madeAt = Date.parse(at(events, 0).at);
    const keysRevokedAt = (time: number) => ({
      issuer: DID,
      keys: new Map([...TRUSTED.keys].map(([id, key]) => [id, { ...key, revokedAt: new Date(time) }])),
    });
    expect(await verify(items, 1, { keys: keysRevokedAt(madeAt + 1) })).toMatchObject({ isWhole: true });
    expect(await verify(items, 1, { keys: keysRevokedAt(madeAt) })).toMatchObject({
      findings: [{ code: 'checkpoint-key-revoked', checkpoint: 1 }],
    });
  });

  test('whose signature is not looked at still has to agree', async () => {
    const items = await logOf(events, [5]);
    expect(await verify(items, 6, { keys: null })).toMatchObject({
      isWhole: true,
      signatures: 'not-checked',
    });
    const cut = items.filter((item) => !('event' in item) || item.event.seq < 4);
    expect(await verify(cut, 3, { keys: null })).toMatchObject({
      findings: [{ code: 'tail-missing', seq: 4 }],
    });
  });
});

describe('what is no tampering', () => {
  test('a clock that went back is a warning', async () => {
    const [first, ...others] = chainOf(
      Array.from({ length: 3 }, () => ({ actor: 'a', action: 'b', subject: 'c', details: {} })),
    );
    const { hashAuditEvent } = await import('../../../src/store/audit-chain.ts');
    const late = new Date('2026-12-01T00:00:00Z');
    if (first === undefined) throw new Error('there is one');
    const event = { ...first, at: late.toISOString() };
    event.hash = hashAuditEvent({ ...first, at: late, details: {} });
    const relinked = chainOf(others.map(contentOf), { first: 2, previousHash: event.hash });
    expect(await verify(await logOf([event, ...relinked]), 3)).toMatchObject({
      isWhole: true,
      findings: [{ code: 'time-backwards', severity: 'warning', seq: 2 }],
    });
  });

  test('findings without end are counted, not kept', async () => {
    const events = chainOf(
      Array.from({ length: 2_500 }, () => ({ actor: 'a', action: 'b', subject: 'c', details: {} })),
    ).map((event) => ({ ...event, actor: 'x' }));
    const report = await verify(await logOf(events), 2_500);
    expect([report.findings.length, report.unlisted, report.isWhole]).toEqual([1_000, 1_500, false]);
    const sparse = eventsOf(await logOf(chainOf(events.map(contentOf)))).filter(({ seq }) => seq % 2 === 0);
    const gaps = await verify(await logOf(sparse), 2_500);
    expect([gaps.findings.length, gaps.unlisted]).toEqual([1_000, 250]);
    expect(gaps.findings.every(({ code }) => code === 'event-missing')).toBe(true);
  });
});
