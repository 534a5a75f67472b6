import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type describeResult, listResults } from '../../../src/issuer/batch/list-results.ts';
import { findPositionOfLine, previewRow } from '../../../src/issuer/batch/preview-row.ts';
import { writeErrors, writeResults } from '../../../src/issuer/batch/write-results.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { publishProgram } from '../../../src/issuer/publish-program.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { BatchRecord } from '../../../src/store/batch-store.ts';
import { programNamed } from '../../program/award-samples.ts';
import { DOMAINS, partAward } from '../../support/awards.ts';
import { PUBLIC_URL } from '../../support/test-instance.ts';
import {
  type Bench,
  check,
  collect,
  credentialsOf,
  csv,
  line,
  openBench,
  rowsOf,
  sign,
} from './batch-bench.ts';

const HEADER = [
  ...['name', 'email', 'credential', 'level', 'date', 'assessors', 'evidence_summary'],
  ...['id', 'role', 'cohort', 'hours', 'expires_on', 'evidence_url'],
];
const row = (name: string, code: string, ref: string, more: string[] = [], changes = {}) => [
  ...line(name, code, changes),
  ref,
  ...more,
  ...Array(5 - more.length).fill(''),
];
const RICH = ['Mentor “teacher”', 'Cohort 7', '130', '2031-05-15', 'https://a.example/1 https://a.example/2'];

const ROWS = [
  row('Ana Núñez', 'tlms-1', 'R-1', RICH),
  row('=cmd()', 'tlms-1', 'R-2'),
  row('Ben', 'tlms-2', 'R-3', [], { date: '' }),
  row('Ben', 'TLMS-2', 'R-4', [], { date: '' }),
  row('Cara', 'tlms-3', 'R-5', [], { level: 'x' }),
  row('Dan', 'tlms-4', 'R-6'),
  row('Eve Whole', 'tlms-capstone', 'R-7', ['', '', '140']),
  row('−Minus, "Q"', 'rc-1', 'R-8'),
];

let bench: Bench;
let checked: BatchRecord;
let done: BatchRecord;
const previews = new Map<number, JsonObject>();

beforeAll(async () => {
  bench = await openBench();
  const issue = (name: string, code: string) =>
    issueCredential(
      bench.issuing,
      partAward(code, {
        holder: { name, email: `${name.toLowerCase().replace(' ', '.')}@schools.example` },
      }),
      { actor: 'test' },
    );
  await issue('Dan', 'tlms-4');
  for (const code of DOMAINS) await issue('Eve Whole', code);
  checked = await check(bench, csv([HEADER, ...ROWS]));
  for (const { position, state } of await rowsOf(bench, checked))
    if (state === 'ready')
      previews.set(position, (await previewRow(bench.issuing, checked, position)) as unknown as JsonObject);
  bench.clock.now = new Date('2026-11-21T13:30:00.700Z');
  done = await sign(bench, checked);
});
afterAll(() => bench.close());

/** Without what is only known, and only real, when it is signed. */
function comparable(credential: JsonObject, hasDate: boolean): JsonObject {
  const { proof: _p, id: _i, validFrom: _v, credentialStatus, awardedDate, ...rest } = credential;
  const status = credentialStatus as JsonObject;
  return {
    ...rest,
    credentialStatus: { type: status['type'] as string, statusPurpose: status['statusPurpose'] as string },
    ...(hasDate ? { awardedDate: awardedDate as string } : {}),
  };
}

describe('the preview of a row', () => {
  it('is the credential that is issued', async () => {
    const credentials = new Map((await credentialsOf(bench)).map(({ id, body }) => [id, JSON.parse(body)]));
    expect(previews.size).toBe(5);
    for (const { position, credentialId, achievement, holderName } of await rowsOf(bench, done)) {
      const preview = previews.get(position);
      if (preview === undefined) continue;
      const issued = credentials.get(credentialId ?? '');
      expect(preview).not.toHaveProperty('proof');
      expect(preview['id']).not.toBe(issued.id);
      if (achievement === 'tlms-full') {
        // The part that this batch issues has no id yet; those from before are named already.
        const named = (credential: JsonObject) =>
          (credential['relatedResource'] as JsonObject[]).map(({ id }) => id);
        const both = named(issued).filter((id) => named(preview).includes(id));
        expect([named(preview).length, both.length]).toEqual([8, 7]);
        for (const one of [preview, issued])
          for (const member of ['evidence', 'relatedResource']) delete one[member];
      }
      const hasDate = holderName !== 'Ben';
      expect(comparable(preview, hasDate)).toEqual(comparable(issued, hasDate));
    }
  });

  it('says how an e-mail address will be hashed in, where the program asks for it', async () => {
    const fresh = await openBench();
    onTestFinished(() => fresh.close());
    const text = JSON.stringify({
      ...programNamed('sonoma-like'),
      code: 'hashed',
      settings: { hashedEmail: true },
    });
    await publishProgram(fresh.issuing, JSON.parse(text.replaceAll(/"tlms-/gi, '"hashed-')), 'test');
    const batch = await check(fresh, csv([HEADER, row('Ana', 'hashed-1', '')]));
    const preview = await previewRow(fresh.issuing, batch, 0);
    await sign(fresh, batch);
    const [issued] = await credentialsOf(fresh);
    const kinds = (identifiers: { identityType?: string; hashed: boolean }[]) =>
      identifiers.map(({ identityType, hashed }) => `${identityType} ${hashed}`);
    const body = JSON.parse(issued?.body ?? '');
    expect(kinds(body.credentialSubject.identifier)).toEqual(['name false', 'emailAddress true']);
    expect(kinds(preview.credentialSubject.identifier as never)).toEqual(
      kinds(body.credentialSubject.identifier),
    );
  });

  it('reserves nothing, and there is none of rows that no credential comes from', async () => {
    const fresh = await openBench();
    onTestFinished(() => fresh.close());
    const batch = await check(fresh, csv([HEADER, ...ROWS.slice(0, 2)]));
    await previewRow(fresh.issuing, batch, 0);
    expect(await fresh.issuing.store.listStatusLists()).toEqual([]);
    const rows = await rowsOf(fresh, batch);
    const bad = rows.find(({ state }) => state === 'problem');
    for (const position of [bad?.position ?? -1, rows.length, -1, 10_000])
      await expect(previewRow(fresh.issuing, batch, position)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await findPositionOfLine(fresh.issuing, batch, 2)).toBe(0);
    expect(await findPositionOfLine(fresh.issuing, batch, 3)).toBeNull();
    expect(await findPositionOfLine(fresh.issuing, batch, 99)).toBeNull();
  });
});

const EXPECTED = [
  ['R-1', 2, 'Ana Núñez', 'tlms-1', 'issued', []],
  ['R-2', 3, '=cmd()', null, 'problem', ['looks-like-formula']],
  ['R-3', 4, 'Ben', 'tlms-2', 'issued', []],
  ['R-4', 5, 'Ben', 'tlms-2', 'duplicate', ['duplicate-in-file']],
  ['R-5', 6, 'Cara', null, 'problem', ['level-missing']],
  ['R-6', 7, 'Dan', 'tlms-4', 'already', ['already-held']],
  ['R-7', 8, 'Eve Whole', 'tlms-capstone', 'issued', []],
  ['R-8', 9, '−Minus, "Q"', 'rc-1', 'issued', []],
];

describe('the results', () => {
  it('say of each row what became of it, and why', async () => {
    const results = await collect(listResults(bench.issuing, done));
    expect(
      results
        .slice(0, 8)
        .map(({ rowRef, line: at, name, achievement, status, reasons }) => [
          rowRef,
          at,
          name,
          achievement,
          status,
          reasons.map(({ code }) => code),
        ]),
    ).toEqual(EXPECTED);
    expect(
      results.slice(8).map(({ name, achievement, status }) => `${name} ${achievement} ${status}`),
    ).toEqual([
      'Ana Núñez tlms-full not-due',
      'Ben tlms-full not-due',
      'Dan tlms-full not-due',
      'Eve Whole tlms-full issued',
      '−Minus, "Q" rc-full not-due',
    ]);
    const credentials = new Map((await credentialsOf(bench)).map((one) => [one.id, one]));
    for (const { status, credentialId, credentialName, shareUrl, qrUrl, name } of results) {
      const credential = credentials.get(credentialId ?? '');
      if (status !== 'issued') expect([credentialId, shareUrl, qrUrl]).toEqual([null, null, null]);
      else {
        expect(credential).toMatchObject({ holderName: name, name: credentialName });
        const [share] = await bench.issuing.store.listSharesOfCredential(credentialId ?? '');
        expect([shareUrl, qrUrl]).toEqual([
          `${PUBLIC_URL}/c/${share?.id}`,
          `${PUBLIC_URL}/c/${share?.id}.qr.svg`,
        ]);
      }
    }
  });

  it('can be asked for by what became of them', async () => {
    for (const outcome of ['issued', 'problem', 'already', 'duplicate', 'not-due', 'ready'] as const) {
      const some = await collect(listResults(bench.issuing, done, [outcome]));
      expect(some).toEqual(
        (await collect(listResults(bench.issuing, done))).filter(({ status }) => status === outcome),
      );
    }
  });

  it('come page by page, each once', async () => {
    const fresh = await openBench();
    onTestFinished(() => fresh.close());
    const many = Array.from({ length: 1_000 }, (_, i) =>
      row(`Many ${i}`, 'tlms-1', `R-${i}`, [], { level: 'x' }),
    );
    const batch = await check(fresh, csv([HEADER, ...many]));
    const results = await collect(listResults(fresh.issuing, batch));
    expect(results.map(({ rowRef }) => rowRef)).toEqual(many.map((_, i) => `R-${i}`));
    const errors = parse((await collect(writeErrors(fresh.issuing, batch))).join(''), {
      bom: true,
    }) as string[][];
    expect(errors.map(([, name]) => name)).toEqual(['name', ...many.map((_, i) => `Many ${i}`)]);
  });

  it('lose a share link that its holder turned off', async () => {
    const [first] = await rowsOf(bench, done);
    const off = { at: new Date(), actor: 'holder', action: 'share-turned-off', subject: 'x' };
    await bench.issuing.store.turnOffShare(first?.shareId ?? '', new Date(), off);
    const [result] = await collect(listResults(bench.issuing, done));
    expect(result).toMatchObject({ status: 'issued', shareUrl: null, qrUrl: null });
  });

  it('are a file that calculates nothing and that spreadsheet programs open', async () => {
    const text = (await collect(writeResults(bench.issuing, done))).join('');
    expect(text.startsWith('\ufeffrow_ref,line,name,credential,credential_code,status,reason,')).toBe(true);
    const [header = [], ...lines] = parse(text, { bom: true }) as string[][];
    const results = await collect(listResults(bench.issuing, done));
    expect(lines).toHaveLength(results.length);
    for (const [i, cells] of lines.entries()) {
      const result = results[i] as ReturnType<typeof describeResult>;
      const named = Object.fromEntries(header.map((name, at) => [name, cells[at]]));
      expect(named).toEqual({
        row_ref: result.rowRef ?? '',
        line: String(result.line),
        name: result.name === '=cmd()' ? "'=cmd()" : result.name,
        credential: result.credentialName ?? '',
        credential_code: result.achievement ?? '',
        status: result.status,
        reason: result.reasons.map(({ detail }) => detail).join(' '),
        share_link: result.shareUrl ?? '',
        qr_link: result.qrUrl ?? '',
        credential_id: result.credentialId ?? '',
      });
    }
  });
});

describe('the rows to mend', () => {
  it('are given back with their cells as they came', async () => {
    const text = (await collect(writeErrors(bench.issuing, done))).join('');
    const [header, ...lines] = parse(text, { bom: true }) as string[][];
    expect(header).toEqual(['error', ...HEADER]);
    expect(lines.map(([, ...cells]) => cells)).toEqual([
      (ROWS[1] as string[]).map((cell) => cell.replace(/^=/, "'=")),
      ROWS[4],
    ]);
    expect(lines.map(([error]) => error?.split(':')[0])).toEqual(['name', 'level']);
  });

  it('are none of a batch without any, or that nobody checked yet', async () => {
    const clean = await check(bench, csv([HEADER, row(`Clean ${randomUUID()}`, 'tlms-1', '')]));
    const text = (await collect(writeErrors(bench.issuing, clean))).join('');
    expect(parse(text, { bom: true })).toEqual([['error', ...HEADER]]);
    expect(await collect(writeErrors(bench.issuing, { ...clean, report: null }))).toEqual([]);
  });
});
