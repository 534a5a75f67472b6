import { describe, expect, it, onTestFinished } from 'vitest';
import { openBatchQueue } from '../../../src/issuer/batch/batch-queue.ts';
import type { BatchSettings } from '../../../src/issuer/batch/batch-settings.ts';
import { startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import type { BatchRecord } from '../../../src/store/batch-store.ts';
import { DOMAINS, partAward } from '../../support/awards.ts';
import { openIssuing } from '../../support/open-issuing.ts';
import { createMigratedDatabase } from '../../support/postgres.ts';
import { expectChain } from '../../support/store-contract-audit.ts';
import {
  type Bench,
  check,
  credentialsOf,
  csv,
  expectCounted,
  issuedOf,
  LONG_HEADER,
  line,
  longRoster,
  openBench,
  rowsOf,
  verifier,
  work,
} from './batch-bench.ts';

/** A bench, and a second process in all but name: a store, a queue and a worker of its own on the same database. */
async function openTwo(engine: 'SQLite' | 'PostgreSQL'): Promise<[Bench, Pick<Bench, 'issuing' | 'queue'>]> {
  const database = engine === 'SQLite' ? null : await createMigratedDatabase();
  const bench = await openBench(database === null ? {} : { databaseUrl: database.url });
  const { issuing, close } = await openIssuing(bench);
  const queue = await openBatchQueue(bench.databaseUrl);
  onTestFinished(async () => {
    await queue.close();
    await close();
    await bench.close();
    await database?.drop();
  });
  return [bench, { issuing, queue }];
}

const PARTS = [...DOMAINS, 'tlms-capstone'];
const WHOLE = [...PARTS, 'tlms-full'];
const HEADER = [...LONG_HEADER, 'hours'];
const of = (name: string, codes: readonly string[]) => codes.map((code) => [...line(name, code), '130']);
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix} ${i}`);

/** All of it in both, each half in one, some only here or there, in another order. */
const BOTH = names('Both', 2);
const FIRST_FILE = csv([
  HEADER,
  ...BOTH.flatMap((name) => of(name, PARTS)),
  ...names('Left', 1).flatMap((name) => of(name, PARTS)),
  ...names('Halves', 1).flatMap((name) => of(name, PARTS.slice(0, 5))),
]);
const SECOND_FILE = csv([
  HEADER,
  ...names('Halves', 1).flatMap((name) => of(name, PARTS.slice(3))),
  ...names('Right', 1).flatMap((name) => of(name, PARTS)),
  ...BOTH.toReversed().flatMap((name) => of(name, PARTS.toReversed())),
]);
const SURE = [...BOTH, ...names('Left', 1), ...names('Right', 1)].flatMap((name) =>
  WHOLE.map((code) => `${name} ${code}`),
);
const HALVES = names('Halves', 1).flatMap((name) => PARTS.map((code) => `${name} ${code}`));

/** Checks both before either is signed, and signs both at the same time. */
async function signTogether(
  [bench, other]: Awaited<ReturnType<typeof openTwo>>,
  settings: BatchSettings = {},
): Promise<BatchRecord[]> {
  const files = [FIRST_FILE, SECOND_FILE];
  const batches = [];
  for (const file of files) batches.push(await check(bench, file, settings));
  await Promise.all(
    batches.map(({ id }, i) => startBatch(bench.issuing, (i ? other : bench).queue, id, 'test')),
  );
  const failures = await Promise.all([work(bench), work(other)]);
  expect(failures).toEqual([[], []]);
  return Promise.all(batches.map(({ id }) => expectCounted(bench, id)));
}

describe.each(['SQLite', 'PostgreSQL'] as const)(
  'two workers on %s, and two overlapping batches',
  (engine) => {
    it('give each person each credential once; the other row says so', async () => {
      const two = await openTwo(engine);
      const [bench] = two;
      const batches = await signTogether(two);
      for (const batch of batches) expect(batch).toMatchObject({ state: 'done', totals: { refused: 0 } });
      const issued = await issuedOf(bench);
      const fulls = issued.filter((one) => /Halves.*full/.test(one));
      expect(issued.filter((one) => !fulls.includes(one))).toEqual([...SURE, ...HALVES].sort());
      // Whether a check sees the other batch's half depends on nothing but time: nobody has the whole twice.
      expect(new Set(fulls).size).toBe(fulls.length);

      const rows = (await Promise.all(batches.map((batch) => rowsOf(bench, batch)))).flat();
      const byAward = Map.groupBy(
        rows.filter(({ holderName }) => !/Halves/.test(holderName ?? '')),
        ({ holderName, achievement }) => `${holderName} ${achievement}`,
      );
      for (const [award, own] of byAward) {
        const outcomes = own.map(({ outcome }) => outcome).sort();
        // Of the whole, the other batch may find that a part is still being signed.
        if (award.endsWith('tlms-full')) expect(outcomes.filter((one) => one === 'issued')).toHaveLength(1);
        else expect(outcomes).toEqual(award.startsWith('Both') ? ['already', 'issued'] : ['issued']);
      }
      const credentials = await credentialsOf(bench);
      const verify = verifier(bench);
      for (const { body } of credentials) expect((await verify(body)).verdict).toBe('valid');
      const places = credentials.map(({ status }) => `${status?.list}/${status?.index}`);
      expect(new Set(places).size).toBe(credentials.length);
      expectChain(await bench.issuing.store.listAudit({ limit: 100_000 }));
    });

    it('give what is asked for again once more', async () => {
      const two = await openTwo(engine);
      const batches = await signTogether(two, { duplicates: 'again' });
      for (const batch of batches)
        expect(batch).toMatchObject({ state: 'done', totals: { refused: 0, already: 0 } });
      const issued = await issuedOf(two[0]);
      const isOfBoth = (one: string) => one.startsWith('Both');
      // Each file issues what it asks for, whatever the other did.
      const asked = [FIRST_FILE, SECOND_FILE].flatMap((file) =>
        file
          .split('\r\n')
          .slice(1, -1)
          .map((row) => `${row.split(',')[0]} ${row.split(',')[2]}`),
      );
      const fulls = issued.filter((one) => one.endsWith('tlms-full'));
      expect(issued.filter((one) => !fulls.includes(one))).toEqual(asked.sort());
      expect(fulls.filter(isOfBoth)).toHaveLength(2 * BOTH.length);
    });

    it('both doing one batch issue each row once', async () => {
      const [bench, other] = await openTwo(engine);
      const people = names('Person', 60);
      const { id } = await check(bench, longRoster(people.map((name) => line(name, 'tlms-1'))));
      await Promise.all([bench, other].map(({ issuing, queue }) => startBatch(issuing, queue, id, 'test')));
      expect(await Promise.all([work(bench), work(other)])).toEqual([[], []]);
      expect(await expectCounted(bench, id)).toMatchObject({
        state: 'done',
        totals: { issued: 60, already: 0 },
      });
      expect(await issuedOf(bench)).toEqual(people.map((name) => `${name} tlms-1`).sort());
    });

    it('a batch finds what is issued one by one at the same time, and loses nothing', async () => {
      const [bench, other] = await openTwo(engine);
      const people = names('Person', 50);
      const { id } = await check(bench, longRoster(people.map((name) => line(name, 'tlms-1'))));
      const single = async (name: string) =>
        issueCredential(
          other.issuing,
          partAward('tlms-1', {
            holder: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@schools.example` },
          }),
          { actor: 'test' },
        );
      // Before it, and against it from the other end.
      const before = people.slice(0, 10);
      const during = people.slice(25);
      for (const name of before) await single(name);
      await startBatch(bench.issuing, bench.queue, id, 'test');
      const [failures] = await Promise.all([work(bench), Promise.all(during.map(single))]);
      expect(failures).toEqual([]);
      const batch = await expectCounted(bench, id);
      expect(batch).toMatchObject({ state: 'done', totals: { refused: 0 } });
      expect(batch.totals.issued + batch.totals.already).toBe(50);
      const own = new Map(
        (await rowsOf(bench, batch)).map((row) => [`${row.holderName} ${row.achievement}`, row]),
      );
      const issued = Map.groupBy(await issuedOf(bench), (award) => award);
      expect(issued.size).toBe(50);
      for (const [award, { length }] of issued) {
        const name = award.replace(' tlms-1', '');
        const singles = before.includes(name) || during.includes(name) ? 1 : 0;
        // Whoever asks for one credential outright gets it; the batch leaves out what it finds.
        expect(length).toBe(singles + (own.get(award)?.outcome === 'issued' ? 1 : 0));
        if (before.includes(name)) expect(own.get(award)?.outcome).toBe('already');
      }
    });
  },
);
