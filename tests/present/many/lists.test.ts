import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, readCell } from '../../../src/model/write-csv.ts';
import { arrangeRows } from '../../../src/present/many/arrange-rows.ts';
import { EXPORT_COLUMNS, exportCsv } from '../../../src/present/many/export-csv.ts';
import { matchApplicant } from '../../../src/present/many/match-applicant.ts';
import { readLinkLines } from '../../../src/present/many/read-link-lines.ts';
import { readList } from '../../../src/present/many/read-list.ts';
import type { Row } from '../../../src/present/many/row.ts';
import { plainLine } from '../../../src/present/receipt/plain-line.ts';
import { ENGLISH } from '../../../src/present/words/english/english.ts';
import { SPANISH } from '../../../src/present/words/spanish/spanish.ts';
import { RESULTS, resultOf } from '../sample-results.ts';

const LINK = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';

describe('a list of applicants', () => {
  it.each([
    [`applicant,email,link\r\nAna Núñez,ana@x.example,${LINK}\r\n`],
    [`\ufeffSolicitante;Correo electrónico;Enlace\nAna Núñez;ana@x.example;${LINK}\n\n`],
    [
      `sep=;\nNombre;Otra;CORREO;url\n"Ana Núñez";"a;""b""";ana@x.example;badges.example.org/c/q7Jm2xVt9KfRw3Lp`,
    ],
    [`E-mail\tName\tLink\nana@x.example\tAna Núñez\t${LINK}`],
  ])('is read in English and Spanish, whatever separates its cells: %j', async (text) => {
    expect(await readList(text)).toEqual({
      ok: true,
      kind: 'applicants',
      applicants: [{ number: 1, name: 'Ana Núñez', email: 'ana@x.example', link: LINK }],
    });
  });

  it('gives back every name that was written into it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1 }),
        async (raw) => {
          const names = raw.map((name) => name.trim()).filter((name) => name !== '' && name.length <= 300);
          fc.pre(names.length > 0);
          const read = await readList(
            [csvLine(['applicant']), ...names.map((name) => csvLine([name]))].join(''),
          );
          expect(read.ok && read.kind === 'applicants' && read.applicants.map(({ name }) => name)).toEqual(
            names,
          );
        },
      ),
    );
  });

  it('is a list of links where it has no people', async () => {
    const links = { ok: true, kind: 'links', links: [LINK, 'https://b.example/c/1'] };
    expect(await readList(`note,link\nx,${LINK}\ny,b.example/c/1\n`)).toEqual(links);
    expect(await readList(`${LINK}\nhttps://b.example/c/1\n`)).toEqual(links);
    expect(readLinkLines(`${LINK}\n  b.example/c/1 `)).toEqual(links.links);
    expect(readLinkLines(LINK)).toBeNull();
    expect(readLinkLines(`${LINK}\nand more`)).toBeNull();
  });

  it.each([
    ['list-too-large', 'x'.repeat(1_000_001)],
    ['list-too-long', `applicant\n${'Ana\n'.repeat(2_001)}`],
    ['list-malformed', 'applicant\n"Ana'],
    ['list-without-columns', 'a,b\n1,2\n'],
    ['list-without-columns', ''],
  ])('is refused as %s', async (problem, text) => {
    expect(await readList(text)).toEqual({ ok: false, problem });
  });

  it('never throws, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(typeof (await readList(text)).ok).toBe('boolean');
      }),
      // The parser's errors are slow to make.
      { numRuns: 30 },
    );
  });
});

describe('whose it is', () => {
  const applicants = [
    { number: 1, name: 'Ana Núñez', email: 'ana@x.example', link: LINK },
    { number: 2, name: 'Eva Ruiz', email: 'eva@x.example' },
    { number: 3, name: 'Eva Ruiz' },
  ];
  const never = () => Promise.resolve(false);
  it.each([
    ['its link', { link: LINK, name: 'Eva Ruiz', isEmail: never }, 1],
    ['its e-mail', { name: 'Ana Núñez', isEmail: async (email: string) => email === 'eva@x.example' }, 2],
    ['its name', { name: 'ana  NUNEZ', isEmail: never }, 1],
    ['nothing, where two have the name', { name: 'Eva Ruiz', isEmail: never }, undefined],
    ['nothing', { isEmail: never }, undefined],
  ])('is told by %s', async (_, clues, number) => {
    expect((await matchApplicant(applicants, clues))?.number).toBe(number);
  });
});

describe('the exported file', () => {
  const base: Row = { number: 1, sources: [{ kind: 'file', name: 'a.json' }], state: 'answered', partOf: [] };
  const common = { isSample: () => false, receiptIds: new Map(), words: ENGLISH };
  const read = (csv: string): string[][] => parse(csv, { bom: true });
  const cells = (csv: string, line = 1) => {
    const [header = [], ...lines] = read(csv);
    return Object.fromEntries(header.map((column, i) => [column, lines[line - 1]?.[i]]));
  };

  it('has the columns of the contract, and says what is proven', () => {
    const csv = exportCsv({
      ...common,
      receiptIds: new Map([[RESULTS.valid, 'R1']]),
      entries: arrangeRows([{ ...base, result: RESULTS.valid }]),
    });
    expect(csv.startsWith('\ufeffchecked_at,applicant_typed,name_on_credential,credential,issuer,')).toBe(
      true,
    );
    expect(read(csv)[0]).toEqual([...EXPORT_COLUMNS]);
    expect(cells(csv)).toMatchObject({
      name_on_credential: 'Ana Núñez',
      issuer: 'badges.example.org',
      issuer_recognized: 'not-checked',
      verdict_code: 'valid',
      verdict_text: 'Valid',
      unchanged: 'yes',
      in_force: 'yes',
      person_match: 'not-checked',
      source_file: 'a.json',
      sha256: 'ab'.repeat(32),
      receipt_id: 'R1',
    });
  });

  it('repeats nothing of a file that is not genuine, and calls nothing good that is not known', () => {
    const forged = cells(
      exportCsv({ ...common, entries: arrangeRows([{ ...base, result: RESULTS['not-genuine'] }]) }),
    );
    expect(forged).toMatchObject({ name_on_credential: '', credential: '', issuer: '', credential_id: '' });
    expect(forged).toMatchObject({ unchanged: 'no', in_force: 'unknown' });
    const unknown = { ...base, result: RESULTS['status-unknown'] };
    expect(cells(exportCsv({ ...common, entries: arrangeRows([unknown]) }))).toMatchObject({
      in_force: 'unknown',
      status_checked_at: '',
    });
    const unpublished = {
      ...base,
      result: resultOf('valid', { status: { outcome: 'skipped', code: 'no-status' } }),
    };
    expect(cells(exportCsv({ ...common, entries: arrangeRows([unpublished]) }))['in_force']).toBe(
      'dates-only',
    );
  });

  it('has a line for who handed in nothing, and one for what gave no answer', () => {
    const csv = exportCsv({
      ...common,
      words: SPANISH,
      entries: arrangeRows([{ ...base, state: 'failed', problem: 'turned-off' }]),
      applicants: [{ number: 1, name: 'Ana', email: 'ana@x.example' }],
    });
    expect(cells(csv, 1)).toMatchObject({
      verdict_code: 'no-answer-turned-off',
      verdict_text: 'Sin respuesta',
    });
    expect(cells(csv, 2)).toMatchObject({
      applicant_typed: 'Ana, ana@x.example',
      verdict_code: 'nothing-handed-in',
    });
  });

  it('reads back, and has no cell that begins a formula', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(
          fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', "'=", 'Ana;=', 'Ana; @', 'Ana\n=', 'a\u202e'),
          fc.string(),
        )
        .map((two) => two.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (file, holderName, name) => {
        const row: Row = {
          ...base,
          sources: [{ kind: 'file', name: file }],
          result: resultOf('valid', {}, { holderName, name }),
        };
        const csv = exportCsv({ ...common, entries: arrangeRows([row]) });
        const lines = read(csv);
        expect(lines).toHaveLength(2);
        // Where semicolons end cells, and quotation marks within one mean nothing.
        for (const cell of csv.slice(1).split(/[;\r\n]/)) expect(cell).not.toMatch(/^[\s"]*[=+\-@\t]/);
        expect(csv).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        for (const line of lines) {
          expect(line).toHaveLength(EXPORT_COLUMNS.length);
          for (const cell of line) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
        const plain = (text: string) => text.replaceAll(/;'+/g, ';');
        expect(plain(readCell(lines[1]?.[3] ?? ''))).toBe(plain(plainLine(name, 10_000)));
      }),
    );
  });
});
