import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type County, foundCounty, LONG_HEADER, longRoster, longRow } from './batch-material.ts';

let county: County;
beforeAll(async () => {
  county = await foundCounty();
});
afterAll(() => county.close());

const SECRET = 'Zebra-Geheimnis';
const BROKEN = [
  LONG_HEADER,
  longRow('Good One', 'good1'),
  longRow(`=HYPERLINK(${SECRET})`, 'bad1'),
  longRow('Bad Date', 'bad2', { date: SECRET }),
  longRow('Bad Level', 'bad3', { level: SECRET }),
  longRow('Bad Date Too', 'bad4', { date: SECRET }),
  '',
].join('\n');

describe('a roster with rows to fix', () => {
  it('names them by cause and by line, and never says what stands there', async () => {
    const file = await county.write('broken.csv', BROKEN);
    const { code, stdout, stderr } = await county.lectern(['batch', 'check', file]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('1 ready · 4 to fix');
    expect(stdout).toContain('2 × Expected a date that exists, as YYYY-MM-DD. (column Date; lines 4, 6)');
    expect(stdout).toMatch(/\n {2}Line 5, Level: Expected one of the levels/);
    expect(stdout).toMatch(/--skip-errors\n$/);
    expect(stdout).not.toContain(SECRET);
    const json = await county.ask(['batch', 'check', file], 1);
    expect(json).toMatchObject({
      rows: { items: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }], more: 0 },
    });
    expect(JSON.stringify(json)).not.toContain(SECRET);
  });

  it('is not signed without --skip-errors; the rest comes mended as a file of its own', async () => {
    const file = join(county.dir, 'broken.csv');
    const refused = await county.lectern(['batch', 'run', file, '--yes']);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('--skip-errors signs the others'),
    ]);
    const errors = join(county.dir, 'errors.csv');
    const run = ['batch', 'run', file, '--yes', '--skip-errors', '--errors', errors];
    const { code, stdout } = await county.lectern(run);
    expect([code, stdout.split('\n')[0]]).toEqual([0, '1 signed · 4 to fix']);
    const text = await readFile(errors, 'utf8');
    expect(text).toContain(`,'=HYPERLINK(${SECRET})`);
    const mended = text
      .replaceAll(`'=HYPERLINK(${SECRET})`, 'Mended')
      .replace(`TLMS-1,${SECRET}`, 'TLMS-1,3')
      .replaceAll(SECRET, '2026-05-01');
    const again = await county.write('mended.csv', mended);
    expect(await county.ask(['batch', 'check', again])).toMatchObject({
      report: { counts: { ready: 4, toFix: 0 } },
    });
  });

  it('shows at most 50 of them, and how many more there are', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => longRow(`T ${i}`, `many${i}`, { date: SECRET }));
    const { code, stdout } = await county.lectern(
      ['batch', 'check', '-'],
      `${[LONG_HEADER, ...rows].join('\n')}\n`,
    );
    expect([code, stdout.match(/^ {2}Line /gm)?.length]).toEqual([1, 50]);
    expect(stdout).toContain('  and 10 more\n');
  });
});

describe('open questions', () => {
  it('come with the options that answer them, which are remembered', async () => {
    const file = await county.write(
      'dates.csv',
      `${LONG_HEADER},Homeroom\n${longRow('A', 'a', { date: '05/06/2026' })},x\n`,
    );
    const { code, stdout } = await county.lectern(['batch', 'check', file]);
    expect([code, stdout]).toEqual([2, expect.stringContaining('--date-order mdy\n')]);
    expect(await county.ask(['batch', 'check', file], 2)).toMatchObject({
      batch: { state: 'draft' },
      report: null,
      questions: [{ code: 'date-order', options: ['--date-order mdy', '--date-order dmy'] }],
    });
    expect((await county.lectern(['batch', 'run', file, '--yes'])).code).toBe(2);
    const preview = ['batch', 'check', file, '--date-order', 'dmy', '--preview', '2'];
    expect(JSON.parse((await county.lectern(preview)).stdout)).toMatchObject({
      credentialSubject: { name: 'A' },
      awardedDate: expect.stringContaining('2026-06-05'),
    });
    const next = await county.write(
      'dates2.csv',
      `${LONG_HEADER},Homeroom\n${longRow('B', 'b', { date: '05/06/2026' })},x\n`,
    );
    expect((await county.lectern(['batch', 'check', next])).code).toBe(0);
    expect((await county.lectern(['batch', 'check', next, '--preview', '9'])).code).toBe(64);
  });

  it('are answered for columns, credentials and what every row has', async () => {
    const roster = 'Wer,Kennung=neu,Notes\nAda Núñez,E1,x\n';
    const asked = await county.ask<{ questions: JsonObject[] }>(['batch', 'check', '-'], 2, roster);
    expect(asked.questions.map(({ code }) => code)).toEqual([
      'column-missing',
      'column-missing',
      'credential-missing',
    ]);
    const answers = [
      '--column',
      'Wer=full_name',
      '--column',
      'Kennung=neu=external_id',
      '--column',
      'Notes=',
    ];
    const defaults = ['level=3', 'assessors=2', 'evidence_url=https://e.example/', 'issued_on=2026-05-01'];
    const flags = [...answers, '--achievement', 'tlms-2', ...defaults.flatMap((pair) => ['--default', pair])];
    const checked = await county.ask(['batch', 'check', '-', ...flags], 0, roster);
    expect(checked).toMatchObject({ report: { achievements: [{ code: 'tlms-2', ready: 1 }] } });
    const typo = await county.lectern(['batch', 'check', '-', '--column', 'Wre=full_name'], roster);
    expect(typo.stderr).toContain('not in this file');
  });
});

describe('exit codes', () => {
  it.each<[number, string[], string?]>([
    [3, ['check', '-'], ''],
    [3, ['check', '-'], 'PK\u0003\u0004\u0000'],
    [3, ['check', '-', '--max-rows', '2'], longRoster('limit', 3)],
    [3, ['check', '-', '--max-bytes', '50'], longRoster('limit', 3)],
    [64, ['check', '/nowhere.csv']],
    [64, ['check', '.']],
    [64, ['check']],
    [64, ['check', '-', '--date-order', 'ymd'], 'a'],
    [64, ['check', '-', '--column', 'nonsense'], 'a'],
    [64, ['check', '-', '--default', 'nonsense=1'], 'a'],
    [64, ['check', '-', '--program', 'nonsense'], 'a'],
    [64, ['check', '-', '--issuer', 'nobody'], longRoster('x', 1)],
    [64, ['check', '-', '--max-rows', '-1'], 'a'],
    [64, ['check', '-', '--errors', '/nowhere/errors.csv'], 'a'],
    [64, ['run', '-'], longRoster('x', 1)],
    [64, ['run', '-', '--yes', '--workers', 'many'], longRoster('x', 1)],
    [1, ['report', 'ffff']],
    [1, ['status', 'no such thing']],
    [64, []],
  ])('%i for lectern batch %j', async (code, args, input = '') => {
    const result = await county.lectern(['batch', ...args], input);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr.length).toBeGreaterThan(10);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it.each(['', ' check', ' run', ' approve', ' status', ' pause', ' resume', ' cancel', ' report'])(
    'lectern batch%s --help explains itself',
    async (command) => {
      const { code, stdout, stderr } = await county.lectern([
        'batch',
        ...command.split(' ').filter(Boolean),
        '--help',
      ]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: lectern batch${command}`);
      if (command !== '') expect(stdout).toContain('--json');
    },
  );
});

describe('what others can see', () => {
  const listSpools = async () =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('lectern-roster-'));

  it('is nothing of standard input, and no control character of a file', async () => {
    const before = await listSpools();
    const roster = `${LONG_HEADER},Room\u009b31m,Note\u202e\n${longRow('Zoë', 'zoe')},1,2\n`;
    const { stdout } = await county.lectern(['batch', 'check', '-'], roster);
    expect(stdout).toContain('Room\\u009b31m');
    expect(stdout).not.toMatch(/[\u0080-\u009f\u202e]/);
    const { stdout: json } = await county.lectern(['batch', 'check', '-', '--json'], roster);
    expect(json).not.toMatch(/[\u0080-\u009f\u202e]/);
    expect(json).toContain('Room\\u009b31m');
    expect(await listSpools()).toEqual(before);
  });
});
