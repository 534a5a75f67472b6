import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIssuerRegistry } from '../../../src/issuer/register/describe-issuer-registry.ts';
import { listRegisterIssuers } from '../../../src/issuer/register/list-register-issuers.ts';
import type { RegisterEntry } from '../../../src/issuer/register/register-entry.ts';
import { createSearch, foldText } from '../../../src/issuer/register/search-text.ts';

const AT = new Date('2026-11-21T12:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

function entryOf(id: string, change: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    id: `urn:uuid:${id}`,
    kind: 'issuer',
    issuer: { did: 'did:web:north.example', name: 'North County', url: 'https://north.example' },
    givenBy: { did: 'did:web:state.example', name: 'State' },
    validFrom: day('2026-01-01'),
    validUntil: null,
    standing: 'in-force',
    renews: null,
    recordedAt: day('2026-01-01'),
    ...change,
  };
}
const achievement = { id: 'https://north.example/a', name: 'Domain I' };
const register = (...entries: RegisterEntry[]) => ({ readAt: AT, entries });

describe('a search', () => {
  it.each([
    ['nunez', ['Condado de Núñez'], true],
    ['NÚÑEZ', ['condado de nunez'], true],
    ['  county   NORTH ', ['North County'], true],
    ['north state', ['North County', undefined, 'The State'], true],
    ['north south', ['North County'], false],
    ['strasse', ['Hauptstraße'], true],
    ['', [], true],
    ['%', ['North County'], false],
    ['(', ['North (County)'], true],
  ])('for %j in %j is %j', (query, texts, found) => {
    expect(createSearch(query)(texts)).toBe(found);
  });

  it('finds every text by any part of it, whatever case and form it is written in', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const whole = `${other}${one} ${other}`;
        fc.pre(foldText(whole).includes(foldText(one)));
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
          expect(createSearch(one.normalize(form))([whole.normalize('NFD')])).toBe(true);
        expect(foldText(foldText(one))).toBe(foldText(one));
      }),
    );
  });

  it('is bounded', () => {
    expect(createSearch(`${'a '.repeat(50)}nothing`)(['a'])).toBe(true);
  });
});

describe('the issuers of the register', () => {
  it('are one entry each: recognized ones first, then by name', () => {
    const named = (id: string, name: string, change: Partial<RegisterEntry> = {}) =>
      entryOf(id, { issuer: { did: `did:web:${id}.example`, name }, ...change });
    const issuers = listRegisterIssuers(
      register(
        named('1', 'zeta'),
        named('2', 'Álamo'),
        named('3', 'Beta'),
        named('4', 'Alpha', { standing: 'revoked' }),
        named('3', 'Beta (old name)', { id: 'urn:uuid:5', kind: 'achievement', achievement }),
      ),
      AT,
    );
    expect(issuers.map(({ profile, isRecognized }) => [profile.name, isRecognized])).toEqual([
      ['Álamo', true],
      ['Beta', true],
      ['zeta', true],
      ['Alpha', false],
    ]);
    expect(issuers[1]?.recognitions.map(({ entry }) => entry.kind)).toEqual(['issuer', 'achievement']);
  });

  it('are named as the newest recognition in force says', () => {
    const issuer = { did: 'did:web:north.example', name: 'Not yet' };
    const [one] = listRegisterIssuers(
      register(entryOf('2', { validFrom: day('2027-01-01'), issuer }), entryOf('1')),
      AT,
    );
    expect(one?.profile.name).toBe('North County');
    expect(one?.recognitions.map(({ standing }) => standing)).toEqual(['in-force', 'not-yet']);
  });

  it('are recognized since the first of those that follow each other, which is not told beside it', () => {
    const first = entryOf('1', {
      validFrom: day('2020-01-01'),
      validUntil: new Date('2022-12-31T23:59:59Z'),
    });
    const second = entryOf('2', {
      ...{ renews: first.id, validFrom: new Date('2022-12-31T23:59:59Z') },
      validUntil: new Date('2026-12-31T23:59:59Z'),
    });
    const third = entryOf('3', { renews: second.id, validFrom: day('2026-11-01') });
    const sinceOf = (...entries: RegisterEntry[]) =>
      listRegisterIssuers(register(...entries), AT)[0]?.recognitions.map(({ entry, since }) => [
        entry.id.slice(-1),
        since.getUTCFullYear(),
      ]);
    expect(sinceOf(third, second, first)).toEqual([['3', 2020]]);
    expect(sinceOf(second, first)).toEqual([['2', 2020]]);
    // A gap, or one that was withdrawn, begins anew; one that is not there any more cannot be asked.
    expect(sinceOf(second, { ...first, standing: 'revoked' })).toEqual([['2', 2022]]);
    expect(sinceOf({ ...second, validFrom: day('2023-02-01') }, first)).toEqual([['2', 2023]]);
    expect(sinceOf(second)).toEqual([['2', 2022]]);
    // Two that name each other do not go round for ever.
    expect(
      sinceOf({ ...first, renews: second.id, validUntil: null }, { ...second, validUntil: null }),
    ).toHaveLength(0);
  });
});

describe('the issuer registry', () => {
  const registryOf = (...entries: RegisterEntry[]) =>
    describeIssuerRegistry(register(...entries), day('2025-01-01'))['registry'];

  it('has who is recognized as a whole and now', () => {
    expect(describeIssuerRegistry(register(entryOf('1')), day('2025-01-01'))).toEqual({
      meta: { created: '2025-01-01T00:00:00Z', updated: '2026-11-21T12:00:00Z' },
      registry: { 'did:web:north.example': { name: 'North County', url: 'https://north.example' } },
    });
    for (const change of [
      { standing: 'revoked' },
      { standing: 'suspended' },
      { validUntil: AT },
      { validFrom: day('2027-01-01') },
      { kind: 'achievement', achievement },
    ] as const)
      expect(registryOf(entryOf('1', change))).toEqual({});
  });

  it('has each once, as the newest recognition says', () => {
    const issuer = { did: 'did:web:north.example', name: 'North County Office' };
    expect(registryOf(entryOf('2', { issuer }), entryOf('1'))).toEqual({
      'did:web:north.example': { name: 'North County Office' },
    });
  });
});
