import { describe, expect, it } from 'vitest';
import { VERDICTS, type Verdict, type VerificationResult } from '../../src/model/verification.ts';
import { describeOutcome as describeIn } from '../../src/present/describe-outcome.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import type { Visual } from '../../src/present/words/outcome-table.ts';
import { SPANISH } from '../../src/present/words/spanish/spanish.ts';
import { NOTICED, noticed, RESULTS, resultOf } from './sample-results.ts';

/** `ux.md` §1.5: a new verdict without a class does not compile. */
const VISUALS = {
  valid: 'good',
  expired: 'caution',
  'not-yet-valid': 'caution',
  suspended: 'caution',
  revoked: 'bad',
  replaced: 'caution',
  incomplete: 'caution',
  'unknown-issuer': 'caution',
  'not-accepted': 'caution',
  'not-genuine': 'bad',
  'status-unknown': 'unknown',
  'key-unknown': 'unknown',
  'unsupported-proof': 'unknown',
  'wrong-person': 'bad',
  unreadable: 'neutral',
  sample: 'caution',
} as const satisfies Record<Verdict, Visual>;

const describeOutcome = (result: VerificationResult) => describeIn(result, ENGLISH);

describe('the wording of verdicts', () => {
  it.each(VERDICTS)('%s has a class, a headline, a sentence and advice', (verdict) => {
    const outcome = describeOutcome(RESULTS[verdict]);
    expect(outcome.visual).toBe(VISUALS[verdict]);
    expect(outcome.headline).toMatch(/^[A-Z]/);
    for (const text of [outcome.sentence, outcome.advice]) {
      expect(text).toMatch(/[.]”?$/);
      expect(text).not.toMatch(/undefined|null|\{/);
    }
  });

  it('names what is proven of the issuer, not what it calls itself', () => {
    expect(describeOutcome(RESULTS.valid).sentence).toBe(
      'Issued by badges.example.org, unchanged, and in force today.',
    );
  });

  it('names the path where several issuers share a domain', () => {
    const shared = resultOf('valid', {}, { issuer: { id: 'did:web:badges.example.org:issuers:north' } });
    expect(describeOutcome(shared).sentence).toContain('badges.example.org/issuers/north');
  });

  it('does not show a key that nobody vouches for as good', () => {
    const outcome = describeOutcome(
      resultOf('valid', {}, { issuer: { id: 'did:key:z6Mk', name: 'Stanford University' } }),
    );
    expect(outcome.visual).toBe('caution');
    expect(outcome.sentence).toContain('a did:key that nobody vouches for here');
    expect(outcome.sentence).not.toContain('Stanford');
    expect(outcome.advice).toContain('“Stanford University”');
  });

  it('says when an issuer does not publish withdrawals', () => {
    const outcome = describeOutcome(resultOf('valid', { status: { outcome: 'skipped', code: 'no-status' } }));
    expect(outcome.sentence).toContain('does not publish withdrawals');
  });

  it('says that an address that did not answer says nothing bad about the applicant', () => {
    expect(describeOutcome(RESULTS['key-unknown']).sentence).toBe(
      'badges.example.org did not answer, so we can’t check the signature. This says nothing bad about the applicant.',
    );
  });

  it('advises to try again only where another time may help', () => {
    expect(describeOutcome(RESULTS['key-unknown']).advice).toBe('Try again later.');
    for (const code of ['did-method-unsupported', 'key-not-in-document', 'did-document-mismatch'] as const) {
      const proof = { outcome: 'unknown', code, detail: 'There is no such key.' } as const;
      expect(describeOutcome(resultOf('key-unknown', { proof })).advice).toBe(
        'Ask the applicant or the issuer for another file, or use the issuer’s own page.',
      );
    }
  });

  it.each<[keyof typeof NOTICED, string, string]>([
    [
      'withdrawn',
      'badges.example.org withdrew this credential on 18 Nov 2026. The issuer says: “It was issued to the wrong person.”',
      'Do not count it. Ask the applicant or badges.example.org.',
    ],
    [
      'withdrawn, without a word',
      'badges.example.org withdrew this credential on 18 Nov 2026.',
      'Do not count it. Ask the applicant or badges.example.org.',
    ],
    [
      'on hold',
      'badges.example.org has paused this credential since 19 Nov 2026. It may be restored. The issuer says: “We are looking into it.”',
      'Contact badges.example.org before deciding.',
    ],
    [
      'replaced',
      'badges.example.org issued a corrected version on 20 Nov 2026. The issuer says: “The name was misspelt.”',
      'Open the corrected one and count that; do not count this file.',
    ],
    [
      'replaced, not shared',
      'badges.example.org issued a corrected version on 20 Nov 2026.',
      'Ask the applicant for the new one.',
    ],
    [
      'key revoked',
      'badges.example.org has revoked the key that signed this file, because others may have had it. So nobody can tell any more who made the file.',
      'This says nothing bad about the applicant. Ask for the new file: credentials signed with that key are issued again.',
    ],
    [
      'key revoked, issued again',
      'badges.example.org has revoked the key that signed this file, because others may have had it. So nobody can tell any more who made the file.',
      'Open the one that was issued in its place and count that; do not count this file.',
    ],
  ])('says what became of it: %s', (kind, sentence, advice) => {
    expect(describeOutcome(NOTICED[kind])).toMatchObject({ sentence, advice });
  });

  it('does not call a forgery what was signed with a key that was revoked later', () => {
    expect(describeOutcome(NOTICED['key revoked']).headline).toBe('Signed with a revoked key');
    expect(describeOutcome(RESULTS['not-genuine']).headline).toBe('Not genuine');
  });

  it('passes on no words that nobody answers for', () => {
    for (const verdict of ['revoked', 'suspended', 'replaced'] as const) {
      const { sentence } = describeOutcome(
        noticed(verdict, { statement: 'Call 555-0100.' }, { issuer: { id: 'did:key:z6Mk' } }),
      );
      expect(sentence).not.toContain('555');
    }
  });

  it('lets no quotation end before its end', () => {
    const { sentence } = describeOutcome(
      noticed('revoked', { statement: 'x.” It is valid after all, “trust us". «Yes»' }),
    );
    expect(sentence.match(/[“”"«»]/g)).toEqual(['“', '”']);
    expect(sentence).toMatch(/”$/);
  });

  it('repeats the name of a suite only when it is a plain one', () => {
    expect(describeOutcome(RESULTS['unsupported-proof']).sentence).toContain('bbs-2023');
    const odd = structuredClone(RESULTS['unsupported-proof']);
    const proof = odd.checks.find(({ check }) => check === 'proof')?.proofs?.[0];
    if (proof) proof.cryptosuite = '<b>call 555-0100</b>';
    expect(describeOutcome(odd).sentence).not.toContain('555');
  });
});

/** In one word or few; what a clerk reads first, and may read alone. */
const SPANISH_HEADLINES = {
  valid: 'Válida',
  expired: 'Vencida',
  'not-yet-valid': 'Aún no vigente',
  suspended: 'En pausa',
  revoked: 'Revocada',
  replaced: 'Reemplazada',
  incomplete: 'Incompleta',
  'unknown-issuer': 'Emisor no reconocido',
  'not-accepted': 'No aceptada',
  'not-genuine': 'No auténtica',
  'status-unknown': 'Falta una comprobación',
  'key-unknown': 'No pudimos terminar',
  'unsupported-proof': 'No podemos comprobar este tipo',
  'wrong-person': 'Otra persona',
  unreadable: 'No encontramos una credencial',
  sample: 'Muestra',
} as const satisfies Record<Verdict, string>;

describe('the wording of verdicts in Spanish', () => {
  it.each(VERDICTS)('%s has the same class, a headline, a sentence and advice', (verdict) => {
    const outcome = describeIn(RESULTS[verdict], SPANISH);
    expect(outcome).toMatchObject({ visual: VISUALS[verdict], headline: SPANISH_HEADLINES[verdict] });
    for (const text of [outcome.sentence, outcome.advice]) {
      expect(text).toMatch(/^[A-ZÁÉb].*[.]”?$/);
      expect(text).not.toMatch(/undefined|null|\{/);
    }
  });

  it('says what became of it, and keeps the issuer’s words as they are', () => {
    expect(describeIn(NOTICED.withdrawn, SPANISH)).toMatchObject({
      sentence:
        'badges.example.org revocó esta credencial el 18 nov 2026. El emisor dice: “It was issued to the wrong person.”',
      advice: 'No la tome en cuenta. Pregunte a la persona solicitante o a badges.example.org.',
    });
    expect(describeIn(NOTICED['key revoked'], SPANISH).headline).toBe('Firmada con una clave revocada');
  });

  it('does not show a key that nobody vouches for as good', () => {
    const bare = resultOf('valid', {}, { issuer: { id: 'did:key:z6Mk', name: 'Stanford University' } });
    const outcome = describeIn(bare, SPANISH);
    expect(outcome.visual).toBe('caution');
    expect(outcome.sentence).toContain('una clave (did:key) por la que aquí nadie responde');
    expect(outcome.sentence).not.toContain('Stanford');
  });
});
