import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Verdict, VerificationResult } from '../../src/model/verification.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunningInstance } from '../support/running-instance.ts';
import {
  COUNTY_NAME,
  composeWith,
  foundTrustInstances,
  heldOf,
  PRETENDER_NAME,
  partsOf,
  STATE_NAME,
  signOther,
  type TrustInstances,
  unsign,
} from './trust-material.ts';

/**
 * Who is trusted, from end to end: real services on localhost, each with its own key, register, status lists and did:web, that
 * know of each other only what they publish.
 */
let world: TrustInstances;
beforeAll(async () => {
  world = await foundTrustInstances();
}, 300_000);
afterAll(() => world?.close());

interface TrustCase {
  /** What is handed in, the credential that is asked about first. */
  of: string;
  files: () => JsonObject[] | Promise<JsonObject[]>;
  verdict: Verdict;
  codes: string[];
  /** Who answers for the issuer, from the root on, and what the last one calls it. */
  trust?: string;
}

const OF_COUNTY = `${STATE_NAME} › ${COUNTY_NAME}`;
const ana = (code: string) => heldOf(world.ana, code);
const allOfAna = () => [ana('tlms-full'), ...partsOf(world.ana)];
const exchanged = async (part: JsonObject, digest?: string) => {
  const insteadOf = ana('tlms-1');
  const options = { part, insteadOf, ...(digest === undefined ? {} : { digest }) };
  const full = await composeWith(world.county, ana('tlms-full'), options);
  return [full, part, ...partsOf(world.ana).slice(1)];
};
const resigned = () => signOther(world.pretender, unsign(ana('tlms-1'), { keepId: true }));

/** What the district answers, with the address of the state's register in its policy. */
const CASES: TrustCase[] = [
  {
    of: 'one of the two achievements of the seven that the state recognizes',
    files: () => [ana('tlms-1')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'the other one',
    files: () => [ana('tlms-2')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'an achievement that the state does not recognize, while it recognizes others',
    files: () => [ana('tlms-5')],
    verdict: 'unknown-issuer',
    codes: ['recognition-of-other-achievement'],
  },
];

/** Every code of a finding that is not simply good. */
function codesOf({ checks }: VerificationResult): string[] {
  const findings = checks.flatMap((check) => check.findings ?? [check]);
  const spoken = findings.filter(({ outcome }) => ['failed', 'unknown', 'warning'].includes(outcome));
  return [...new Set(spoken.map(({ code }) => code ?? ''))].sort();
}

function answerOf(result: VerificationResult) {
  const { verdict, trust } = result;
  const names = trust === undefined ? [] : [...trust.chain.map(({ name }) => name), trust.issuer.name];
  return {
    verdict,
    codes: codesOf(result),
    ...(trust === undefined ? {} : { trust: names.join(' › ') }),
  };
}

const expectedOf = ({ verdict, codes, trust }: TrustCase) => ({
  verdict,
  codes: [...codes].sort(),
  ...(trust === undefined ? {} : { trust }),
});

function present(files: readonly JsonObject[]): JsonObject {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return only;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [...files],
  };
}

const askService = (at: RunningInstance, files: readonly JsonObject[]) =>
  at.post<VerificationResult>('/api/verify', present(files));

describe('the service of the district says of', () => {
  it.each(CASES)('$of: $verdict', async (one) => {
    expect(answerOf(await askService(world.district, await one.files()))).toEqual(expectedOf(one));
  });
});
