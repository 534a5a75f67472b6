import { describe, expect, it } from 'vitest';
import { ROSTER_FIELDS } from '../../src/roster/roster-field.ts';
import type { RosterSettings } from '../../src/roster/roster-settings.ts';
import { readOne, survey, table } from './roster-material.ts';

async function questionsOf(headers: string[], settings: RosterSettings = {}) {
  const found = await survey(table(headers, [headers.map(() => 'x')]), settings);
  return found.questions;
}

async function useOf(header: string, settings: RosterSettings = {}): Promise<string> {
  const found = await survey(table([header], [['x']]), settings);
  const { use, ignored = 'open' } = found.columns[0] ?? { use: null };
  if (use === null) return ignored;
  return use.kind === 'field' ? use.field : `${use.achievement}:${use.aspect}`;
}

const PERSON = ['email', 'full_name'];
const WIDE = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

describe('a header', () => {
  it.each([
    ['E-Mail', 'email'],
    ['CORREO  ELECTRÓNICO', 'email'],
    ['correo_electronico', 'email'],
    ['identifier', 'email'],
    ['First Name', 'given_name'],
    ['firstName', 'given_name'],
    ['Nombres', 'given_name'],
    ['Apellido(s)', 'family_name'],
    ['Segundo apellido', 'second_family_name'],
    ['Teacher', 'full_name'],
    ['Docente', 'full_name'],
    ['Nombre completo', 'full_name'],
    ['Badge', 'credential_code'],
    ['micro-credential', 'credential_code'],
    ['template', 'credential_code'],
    ['Puntaje', 'level'],
    ['Fecha', 'issued_on'],
    ['Award date', 'issued_on'],
    ['Completed on', 'issued_on'],
    ['Expiration', 'expires_on'],
    ['Employee ID', 'external_id'],
    ['SEID', 'external_id'],
    ['Cohorte', 'cohort'],
    ['Group', 'cohort'],
    ['Portfolio', 'evidence_url'],
    ['Evidencia', 'evidence_url'],
    ['Narrative', 'evidence_summary'],
    ['ID', 'row_ref'],
    ['Evaluadores', 'assessors'],
    ['Horas', 'hours'],
    ['reviewer_email', 'not-used'],
    ['Idioma', 'not-used'],
    ['Notify', 'not-used'],
    ['error', 'not-used'],
    ['Favourite colour', 'unknown'],
  ])('%s is %s', async (header, use) => {
    expect(await useOf(header)).toBe(use);
  });

  it.each(ROSTER_FIELDS.map((field) => [field]))('%s is itself', async (field) => {
    expect(await useOf(field)).toBe(field);
  });

  it.each([
    ['tlms-3', 'tlms-3:level'],
    ['TLMS 3', 'tlms-3:level'],
    ['Domain 3', 'tlms-3:level'],
    ['Domain III: our own words', 'tlms-3:level'],
    ['Domain II: using evidence', 'tlms-2:level'],
    ['domain3', 'tlms-3:level'],
    ['Dominio VII', 'tlms-7:level'],
    ['iv', 'tlms-4:level'],
    ['2', 'tlms-2:level'],
    ['Capstone', 'tlms-capstone:level'],
    ['Proyecto final', 'tlms-capstone:level'],
    ['Teacher Leadership Capstone', 'tlms-capstone:level'],
    ['Teacher Leadership Certificate', 'unknown'],
    ['Domain 8', 'unknown'],
    ['Domain 3 and 4', 'unknown'],
    ['viii', 'unknown'],
    ['iiii', 'unknown'],
    ['0', 'unknown'],
    ['I think', 'unknown'],
  ])('%s is %s in a program', async (header, use) => {
    const found = await useOf(header, { program: 'sonoma-like' });
    expect(found === 'not-used' ? 'unknown' : found).toBe(use);
  });

  it.each([
    ['I date', 'date'],
    ['Fecha de Dominio 1', 'date'],
    ['Domain I evidence', 'evidence'],
    ['Evidencia Dominio 1', 'evidence'],
    ['tlms-1 assessors', 'assessors'],
    ['tlms-1-evaluadores', 'assessors'],
  ])('%s is about the domain', async (header, aspect) => {
    const found = await survey(table(['I', header], [['3', 'x']]), { program: 'sonoma-like' });
    expect(found.columns[1]?.use).toEqual({ kind: 'award', achievement: 'tlms-1', aspect });
  });

  it('of an aspect without its level is not used', async () => {
    expect(await useOf('tlms-1 date')).toBe('unknown');
    expect(await useOf('When', { columns: { When: 'tlms-1:date' } })).toBe('not-used');
  });

  it('may be said to be something else, or nothing', async () => {
    expect(await useOf('Correo', { columns: { Correo: '' } })).toBe('asked');
    expect(await useOf('Spalte 7', { columns: { spalte_7: 'hours' } })).toBe('hours');
    expect(await useOf('My column', { columns: { 'My column': 'tlms-2' } })).toBe('tlms-2:level');
  });

  it('Nombre alone is the whole name', async () => {
    expect(await useOf('Nombre')).toBe('full_name');
    const found = await survey(table(['Nombre', 'Apellidos'], [['Ana', 'Núñez']]));
    expect(found.columns[0]?.use).toEqual({ kind: 'field', field: 'given_name' });
  });
});

describe('a question', () => {
  it('is not asked when nothing is open', async () => {
    expect(await questionsOf([...PERSON, 'badge'])).toEqual([]);
    expect(await questionsOf(PERSON, { achievement: 'tlms-1' })).toEqual([]);
    expect(await questionsOf([...PERSON, ...WIDE], { program: 'county-local' })).toEqual([]);
    expect(await questionsOf([...PERSON, ...WIDE, 'capstone'])).toEqual([]);
    expect(await questionsOf([...PERSON, 'rc-1', 'rc-2'])).toEqual([]);
  });

  it('program-ambiguous: several programs have seven parts', async () => {
    expect(await questionsOf([...PERSON, ...WIDE])).toEqual([
      {
        code: 'program-ambiguous',
        detail: expect.any(String),
        columns: WIDE,
        choices: ['sonoma-like', 'county-local', 'competencies'],
      },
    ]);
    expect(await questionsOf([...PERSON, 'tlms-1', 'rc-1'])).toMatchObject([
      { code: 'program-ambiguous', choices: ['sonoma-like', 'county-local'] },
    ]);
  });

  it('credential-missing: no column, no setting, or a setting that is not published', async () => {
    const [question, ...others] = await questionsOf(PERSON);
    expect(others).toEqual([]);
    expect(question).toMatchObject({ code: 'credential-missing' });
    expect(question?.choices).toContain('tlms-full');
    expect(await questionsOf(PERSON, { achievement: 'gone' })).toMatchObject([
      { code: 'credential-missing' },
    ]);
  });

  it('column-missing: a name, and something that tells people apart', async () => {
    const code = 'column-missing';
    expect(await questionsOf(['email', 'badge'])).toMatchObject([
      { code, choices: ['full_name', 'given_name', 'family_name'] },
    ]);
    expect(await questionsOf(['name', 'badge'])).toMatchObject([{ code, choices: ['email', 'external_id'] }]);
  });

  it('column-twice: two columns for one thing, until one is left out', async () => {
    const headers = [...PERSON, 'badge', 'E-Mail address'];
    expect(await questionsOf(headers)).toMatchObject([
      { code: 'column-twice', columns: ['email', 'E-Mail address'] },
    ]);
    expect(await questionsOf(headers, { columns: { 'E-Mail address': '' } })).toEqual([]);
    expect(await questionsOf([...PERSON, 'tlms-1', 'Domain 1'])).toMatchObject([{ code: 'column-twice' }]);
    expect(await questionsOf([...PERSON, 'badge', 'tlms-1'])).toMatchObject([
      { code: 'column-twice', columns: ['badge', 'tlms-1'] },
    ]);
  });

  it('column-use-unknown: settings of a year in which there were other credentials', async () => {
    expect(await questionsOf([...PERSON, 'badge', 'Z'], { columns: { Z: 'gone-1' } })).toMatchObject([
      { code: 'column-use-unknown', columns: ['Z'] },
    ]);
    expect(await questionsOf([...PERSON, 'badge', 'Z'], { columns: { Z: 'toString' } })).toMatchObject([
      { code: 'column-use-unknown' },
    ]);
  });

  it('keeps rows from being read', async () => {
    await expect(readOne({ email: 'a@d.example', name: 'Ana Núñez' })).rejects.toThrow('open questions');
  });
});

describe('a form', () => {
  it('has the same fingerprint whatever the order and spelling, and another with another column', async () => {
    const print = async (...headers: string[]) => (await survey(table(headers, [['x']]))).fingerprint;
    expect(await print('E-Mail', 'Full name', '')).toBe(await print('full_name', 'email', 'error'));
    expect(await print('email', 'name')).not.toBe(await print('email', 'name', 'cohort'));
  });
});
