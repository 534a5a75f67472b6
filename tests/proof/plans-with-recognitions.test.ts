import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDORSEMENT_CREDENTIAL_SCHEMA, ISSUED_CONTEXTS } from '../../src/model/credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { canonize } from '../../src/proof/canonize.ts';
import { createPlanBook } from '../../src/proof/plan/plan-book.ts';
import { createWebIssuer, sign, type TestIssuer } from '../support/test-issuer.ts';
import { buildSample } from '../verify/sample-credentials.ts';
import { sha256Hex } from './hostile-texts.ts';

const state = await createWebIssuer(new Map(), { did: 'did:web:state.example', seed: 7 });
const county = await createWebIssuer(new Map());

function endorse(by: TestIssuer, number: number, more: JsonObject = {}): Promise<JsonObject> {
  return sign(by, {
    '@context': [...ISSUED_CONTEXTS],
    id: `urn:uuid:00000000-0000-4000-8000-00000000000${number}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: { id: by.did, type: ['Profile'], name: 'State', ...more },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Recognition',
    credentialSubject: { id: county.did, type: ['EndorsementSubject', 'Profile'], name: 'County' },
    credentialSchema: [{ ...ENDORSEMENT_CREDENTIAL_SCHEMA }],
  });
}

const one = await endorse(state, 1);
const third = await endorse(state, 3);
const other = await endorse(county, 2, { endorsement: [one] });

function stapled(ofIssuer: JsonObject[], ofAchievement: JsonObject[] = []): JsonObject {
  const sample = structuredClone(buildSample('micro', county.did)) as JsonObject;
  const subject = sample['credentialSubject'] as JsonObject;
  const achievement = subject['achievement'] as JsonObject;
  return {
    ...sample,
    issuer: { ...(sample['issuer'] as JsonObject), endorsement: ofIssuer },
    credentialSubject: {
      ...subject,
      achievement: { ...achievement, ...(ofAchievement.length === 0 ? {} : { endorsement: ofAchievement }) },
    },
  };
}

function withTexts(document: JsonObject, name: string, role: string): JsonObject {
  return {
    ...document,
    name,
    credentialSubject: { ...(document['credentialSubject'] as JsonObject), name, role },
  };
}

describe('a plan of a credential with signed recognitions inside', () => {
  it.each([
    { title: 'of the issuer', document: stapled([one]) },
    { title: 'of the issuer and of the achievement', document: stapled([one], [third]) },
    { title: 'in a chain', document: stapled([other]) },
  ])('writes what the reference writes: $title', async ({ document }) => {
    const book = createPlanBook({ hash: sha256Hex, patience: 0 });
    expect(await book.find(document)).not.toBeNull();
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const graphNames = fc.constantFrom('_:c14n0', ' _:c14n1 .', '" _:c14n2 .\n', 'x" .');
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, graphNames), fc.oneof(text, graphNames), async (name, role) => {
        const varied = withTexts(document, name, role);
        const fit = await book.find(varied);
        if (fit !== null) expect(fit.nquads).toBe(await canonize(varied));
      }),
      { numRuns: 25 },
    );
    expect((await book.find(withTexts(document, 'Ana Núñez', 'Coach')))?.nquads).toBe(
      await canonize(withTexts(document, 'Ana Núñez', 'Coach')),
    );
  });

  it('is left to the reference where the same recognition is inside twice', async () => {
    const book = createPlanBook({ hash: sha256Hex, patience: 0 });
    expect(await book.find(stapled([one], [structuredClone(one)]))).toBeNull();
  });

  it('is not made where a context of its own stands beside what varies, or a keyword anywhere', async () => {
    const document = stapled([one]);
    const subject = document['credentialSubject'] as JsonObject;
    const issuer = document['issuer'] as JsonObject;
    const changed = [
      { ...document, credentialSubject: { ...subject, '@context': ISSUED_CONTEXTS } },
      { ...document, issuer: { ...issuer, '@context': [{ name: 'urn:other' }] } },
      { ...document, issuer: { ...issuer, '@included': [{ id: 'urn:x', name: 'X' }] } },
    ];
    for (const one of changed)
      expect(await createPlanBook({ hash: sha256Hex, patience: 0 }).find(one)).toBeNull();
  });
});
