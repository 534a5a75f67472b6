import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { describeOutcome } from '../../src/present/describe-outcome.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { verifyPresentation } from '../../src/verify/verify-presentation.ts';
import { createTestWorld, sign } from '../support/test-issuer.ts';
import { buildSample } from './sample-credentials.ts';

const world = await createTestWorld();

it('looks at structure and proof whatever is asked for', async () => {
  const signed = await sign(world.issuer, buildSample('micro', world.issuer.did));
  const renamed = {
    ...signed,
    '@context': [...(signed['@context'] as string[]), { x: 'https://x.example/' }],
  };
  for (const check of ['proof', 'status', 'schema'] as const) {
    const { verdict } = await verifyCredential(renamed as JsonObject, { ...world.options, checks: [check] });
    expect(verdict).not.toBe('valid');
  }
});

it('claims nothing for checks that were not made', async () => {
  const signed = await sign(world.issuer, buildSample('micro', world.issuer.did));
  const result = await verifyCredential(signed, { ...world.options, checks: ['proof'] });
  const { visual, sentence } = describeOutcome(result, ENGLISH);
  expect(visual).not.toBe('good');
  expect(sentence).not.toMatch(/in force|issued by|withdraw/i);
});

const PRESENTATION = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiablePresentation'],
};

it('does not take an unsigned presentation for an answer to a challenge', async () => {
  const { findings } = await verifyPresentation(PRESENTATION, {
    ...world.options,
    challenge: 'c',
    domain: 'd',
  });
  expect(findings.map(({ code }) => code)).toContain('proof-missing');
  expect((await verifyPresentation(PRESENTATION, world.options)).findings).toEqual([]);
});

it('does not take a proof that it cannot check for a holder’s', async () => {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'bbs-2023',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: 'did:example:holder#key',
    proofPurpose: 'authentication',
    proofValue: 'u2V0',
    challenge: 'c',
    domain: 'd',
  };
  const { findings } = await verifyPresentation(
    { ...PRESENTATION, holder: 'did:example:holder', proof },
    { ...world.options, challenge: 'c', domain: 'd' },
  );
  expect(findings.some(({ outcome }) => outcome === 'unknown' || outcome === 'failed')).toBe(true);
});
