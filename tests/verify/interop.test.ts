import { describe, expect, it } from 'vitest';
import type { CheckResult, Verdict } from '../../src/model/verification.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import {
  type ExpectedCredential,
  interopDocuments,
  readInteropBytes,
  readInteropJson,
} from '../support/interop.ts';

/** Credentials that others signed, with what their authors say of them and what is known of their cryptography. */
const NOW = new Date('2026-11-21T12:00:00Z');
const EXPECTED = readInteropJson<ExpectedCredential[]>('expected.json');

/** Where we answer otherwise than the author states, and why. */
const DIFFERENT: Record<string, { verdict: Verdict; why: string }> = {
  '1edtech/simple.json': { verdict: 'key-unknown', why: 'the key stands in the URL fragment only' },
  '1edtech/simple-err-expired.json': {
    verdict: 'key-unknown',
    why: 'the key stands in the URL fragment only',
  },
  '1edtech/simple-err-proof-value.json': {
    verdict: 'key-unknown',
    why: 'no key to hold the signature against',
  },
  '1edtech/simple-json.png': { verdict: 'key-unknown', why: 'the key stands in the URL fragment only' },
  '1edtech/simple-json.svg': { verdict: 'key-unknown', why: 'the key stands in the URL fragment only' },
  '1edtech/simple.jwt': { verdict: 'unreadable', why: 'it has no achievement' },
  'dcc/ed25519/didWeb/badDidWeb.json': {
    verdict: 'key-unknown',
    why: 'nobody can say more of a key that cannot be had',
  },
  'dcc/dataIntegrityProof/didKey/twoOIDF-revoked-notExpired-badSchema.json': {
    verdict: 'unsupported-proof',
    why: 'an inline context could rename members without breaking the signature',
  },
};

function statedVerdict({ stated, proofs }: ExpectedCredential): Verdict {
  if (proofs === 'NONE') return 'not-genuine';
  if (stated === 'VALID') return 'valid';
  if (stated?.includes('REVOKED')) return 'revoked';
  if (stated?.includes('EXPIRED')) return 'expired';
  if (stated?.includes('NOT YET VALID')) return 'not-yet-valid';
  if (stated?.includes('status error')) return 'status-unknown';
  return 'not-genuine';
}

function outcomeOf(checks: CheckResult[], name: string): CheckResult {
  const found = checks.find(({ check }) => check === name);
  if (found === undefined) throw new Error(`no ${name} check`);
  return found;
}

describe.each(EXPECTED.map((expected) => [expected.file.replace('credentials/', ''), expected] as const))(
  '%s',
  (name, expected) => {
    const verified = verifyBytes(readInteropBytes(expected.file), {
      fetchDocument: interopDocuments,
      now: NOW,
    });

    it('gets the verdict that its author states, or the one that we can defend', async () => {
      expect((await verified).verdict).toBe(DIFFERENT[name]?.verdict ?? statedVerdict(expected));
    });

    it('agrees on each signature, and believes no key that cannot be dereferenced', async () => {
      const { checks, verdict } = await verified;
      if (verdict === 'unreadable' || !Array.isArray(expected.proofs)) return;
      const proofs = outcomeOf(checks, 'proof').proofs ?? [];
      expect(proofs.map(({ type, cryptosuite }) => cryptosuite ?? type)).toEqual(
        expected.proofs.map(({ suite }) => suite),
      );
      for (const [i, { signature, keyFrom }] of expected.proofs.entries()) {
        const believed = keyFrom.startsWith('key-in-fragment')
          ? 'unknown'
          : signature === 'valid'
            ? 'passed'
            : 'failed';
        expect(proofs[i]?.outcome).toBe(believed);
      }
    });

    it('never passes a status list that its author or W3C calls wrong, and finds every set bit', async () => {
      const status = outcomeOf((await verified).checks, 'status');
      for (const said of expected.statusEval ?? []) {
        if (said.startsWith('BIT SET')) expect(status).toMatchObject({ outcome: 'failed', code: 'revoked' });
        // One list is signed by another issuer than the credential's: it may withdraw, but it cannot clear.
        else expect(status.outcome).toBe('unknown');
      }
    });
  },
);

it('has looked at every file', () => {
  expect(EXPECTED.length).toBe(63);
  expect(
    Object.keys(DIFFERENT).filter((name) => !EXPECTED.some(({ file }) => file === `credentials/${name}`)),
  ).toEqual([]);
});
