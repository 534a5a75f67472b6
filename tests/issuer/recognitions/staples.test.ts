import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAwardSources } from '../../../src/issuer/award-sources.ts';
import { buildAward, type StoredAward } from '../../../src/issuer/build-award.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { requireIssuer } from '../../../src/issuer/issuing.ts';
import { dropRecognition } from '../../../src/issuer/recognitions/drop-recognition.ts';
import { readStaples } from '../../../src/issuer/recognitions/read-staples.ts';
import { recheckReceived } from '../../../src/issuer/recognitions/recheck-received.ts';
import { recognize } from '../../../src/issuer/recognitions/recognize.ts';
import { revokeRecognition } from '../../../src/issuer/recognitions/revoke-recognition.ts';
import { resumeIssuances } from '../../../src/issuer/resume-issuances.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { signCredential } from '../../../src/proof/sign-credential.ts';
import type { Issuance } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { partAward } from '../../support/awards.ts';
import { checkCredential } from '../../support/check-credential.ts';
import { openTestInstance, type TestInstance } from '../../support/test-instance.ts';
import { type Bench, check, credentialsOf, line, longRoster, openBench, sign } from '../batch/batch-bench.ts';
import {
  COUNTY,
  COUNTY_DID,
  COUNTY_TLMS_1,
  connect,
  recognizeAndAccept,
  STATE_DID,
  TLMS_1,
} from './authority.ts';

let county: Bench;
let state: TestInstance;
let nation: TestInstance;
/** What is to happen when the county next records a credential. */
let beforeRecord: ((body: string) => void) | undefined;

function watch(store: Store): Store {
  return {
    ...store,
    completeIssuance: (id, credential, audit) => {
      beforeRecord?.(credential.body);
      return store.completeIssuance(id, credential, audit);
    },
  };
}

beforeAll(async () => {
  county = await openBench({ wrapStore: watch });
  state = await openTestInstance({ publicUrl: 'https://badges.state.example' });
  nation = await openTestInstance({ publicUrl: 'https://badges.nation.example' });
  connect(county.issuing, state.issuing, nation.issuing);
});
afterAll(async () => {
  for (const instance of [county, state, nation]) await instance.close();
});

interface Stapled {
  issuer: { endorsement?: { id: string; issuer: { endorsement?: { id: string }[] } }[] };
  credentialSubject: { achievement: { endorsement?: { id: string }[] } };
}

function stapledTo(body: string): { issuer: string[]; achievement: string[] } {
  const { issuer, credentialSubject } = JSON.parse(body) as Stapled;
  const ids = (all: { id: string }[] = []) => all.map(({ id }) => id);
  return { issuer: ids(issuer.endorsement), achievement: ids(credentialSubject.achievement.endorsement) };
}

let names = 0;
async function issueOne(achievement = 'tlms-1'): Promise<string> {
  const award = partAward(achievement, { holder: { name: `Ana Núñez ${++names}` } });
  return (await issueCredential(county.issuing, award, { actor: 'test' })).credential.body;
}

/** The same credential over the way that single ones take: the reference, and no plan. */
async function signAgain(issuance: Issuance): Promise<string> {
  const draft = await buildAward(county.issuing, openAwardSources(county.issuing), issuance);
  const { did } = await requireIssuer(county.issuing.store, '');
  const signer = await county.issuing.signers.signerOf(did);
  const { unsigned, cryptosuites } = draft;
  return canonicalize(
    await signCredential(unsigned, { signer, cryptosuites, created: issuance.issuedAt }),
  ) as string;
}

describe('what is issued', () => {
  let ofIssuer: string;
  let ofAchievement: string;

  it('has nothing of it before there is a recognition', async () => {
    const body = await issueOne();
    expect(body).not.toContain('endorsement');
    const { id } = JSON.parse(body);
    const { request } = (await county.issuing.store.getIssuanceOfCredential(id)) as Issuance;
    expect(Object.keys(request)).toEqual(['award', 'parts']);
  });

  it('takes along what its issuer and its achievement were recognized by, as it was signed', async () => {
    await recognizeAndAccept(nation.issuing, state.issuing, { recognizes: { id: STATE_DID, name: 'State' } });
    ofIssuer = await recognizeAndAccept(state.issuing, county.issuing, COUNTY);
    ofAchievement = await recognizeAndAccept(nation.issuing, county.issuing, COUNTY_TLMS_1);
    const body = await issueOne();
    expect(stapledTo(body)).toEqual({ issuer: [ofIssuer], achievement: [ofAchievement] });
    const [first] = (JSON.parse(body) as Stapled).issuer.endorsement ?? [];
    const given = await state.issuing.store.getRecognition(ofIssuer);
    expect(canonicalize(first)).toBe(given?.body);
    // The chain travels with it.
    expect(first?.issuer.endorsement).toHaveLength(1);
    const { verdict, checks } = await checkCredential(county, { body });
    expect(verdict).toBe('valid');
    expect(checks.find((one) => one.check === 'schema')).toEqual({ check: 'schema', outcome: 'passed' });
  });

  it('takes along nothing of another achievement', async () => {
    expect(stapledTo(await issueOne('tlms-2'))).toEqual({ issuer: [ofIssuer], achievement: [] });
  });

  it('is the same from a batch, which needs its plan for it and no fallback', async () => {
    const before = new Set((await credentialsOf(county)).map(({ id }) => id));
    const rows = ['tlms-1', 'tlms-2', 'tlms-1', 'tlms-3'].map((code, i) => line(`Person ${i}`, code));
    const batch = await sign(county, await check(county, longRoster(rows)));
    expect(batch).toMatchObject({ totals: { issued: 4, refused: 0 } });
    expect((batch as unknown as JsonObject)['totals']).toMatchObject({ fallBacks: 0 });
    const issued = (await credentialsOf(county)).filter(({ id }) => !before.has(id));
    expect(issued).toHaveLength(4);
    for (const { id, achievement, body } of issued) {
      expect(stapledTo(body)).toEqual({
        issuer: [ofIssuer],
        achievement: achievement?.code === 'tlms-1' ? [ofAchievement] : [],
      });
      expect(await signAgain((await county.issuing.store.getIssuanceOfCredential(id)) as Issuance)).toBe(
        body,
      );
      expect((await checkCredential(county, { body })).verdict).toBe('valid');
    }
  });

  it('is the same after a crash, whatever became of the recognition meanwhile', async () => {
    let first = '';
    beforeRecord = (body) => {
      first = body;
      throw new Error('killed');
    };
    await expect(issueOne()).rejects.toThrow('killed');
    beforeRecord = undefined;
    await dropRecognition(county.issuing, ofIssuer, 'test');
    expect(await resumeIssuances(county.issuing, new Date(county.clock.now.getTime() + 1_000))).toBe(1);
    const [record] = await county.issuing.store.listCredentials({ limit: 1 });
    expect(record?.body).toBe(first);
    expect(stapledTo(first).issuer).toEqual([ofIssuer]);
    const { request } = (await county.issuing.store.getIssuanceOfCredential(record?.id ?? '')) as Issuance;
    const { staples } = request as unknown as StoredAward;
    expect(staples).toEqual({ issuer: [ofIssuer], achievement: [ofAchievement] });
    expect(stapledTo(await issueOne())).toEqual({ issuer: [], achievement: [ofAchievement] });
  });

  it('leaves out what has not begun, has ended, or was revoked by who gave it', async () => {
    const day = (change: object) => ({ ...COUNTY, ...change });
    const later = await recognizeAndAccept(state.issuing, county.issuing, day({ validFrom: '2026-12-01' }));
    const short = await recognizeAndAccept(state.issuing, county.issuing, day({ validUntil: '2026-11-22' }));
    const revoked = await recognizeAndAccept(state.issuing, county.issuing, day({ comment: 'For now.' }));
    const choose = async () => {
      const { issuer } = await readStaples(county.issuing, { issuerDid: COUNTY_DID, achievementId: TLMS_1 });
      return issuer.map(({ id }) => id);
    };
    expect(await choose()).toEqual([revoked, short]);
    await revokeRecognition(state.issuing, revoked, { grounds: { reason: 'other' }, actor: 'test' });
    const rechecked = await recheckReceived(county.issuing, 'test');
    expect(rechecked).toMatchObject({ changed: [{ id: revoked, standing: 'revoked' }], unknown: [] });
    expect(await choose()).toEqual([short]);
    county.clock.now = new Date('2026-12-01T08:00:00Z');
    expect(await choose()).toEqual([later]);
    county.clock.now = new Date('2026-11-21T12:00:00Z');
  });

  it('is a recognition too: a county that recognizes a district passes on who recognizes it', async () => {
    const { credential } = await recognize(
      county.issuing,
      { recognizes: { id: 'did:web:district.example', name: 'District' } },
      { actor: 'test' },
    );
    const { issuer } = JSON.parse(credential.body) as Stapled;
    expect(issuer.endorsement).toHaveLength(1);
  });
});
