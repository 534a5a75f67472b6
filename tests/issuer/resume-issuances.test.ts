import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { resumeIssuances } from '../../src/issuer/resume-issuances.ts';
import { AppError } from '../../src/model/problem.ts';
import { partAward } from '../support/awards.ts';
import { expectChain } from '../support/store-contract-audit.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

const LATER = new Date('2026-11-21T13:00:00Z');
/** As when a key server does not answer. */
let isKeyAway = false;
let instance: TestInstance;

beforeEach(async () => {
  isKeyAway = false;
  instance = await openTestInstance({
    wrapSigners: (signers) => ({
      ...signers,
      signerOf: (did) =>
        isKeyAway
          ? Promise.reject(new AppError('KEY_UNAVAILABLE', 'The key is away.'))
          : signers.signerOf(did),
    }),
  });
});
afterEach(() => instance.close());

const issue = (award = partAward(), idempotencyKey?: string) =>
  issueCredential(instance.issuing, award, {
    actor: 'test',
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
const unfinished = () => instance.issuing.store.listUnfinishedIssuances(LATER, 10);
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'issued',
    (error: unknown) => error,
  );

describe('while the key is away', () => {
  beforeEach(() => {
    isKeyAway = true;
  });

  it('a request is refused, stays reserved, and is finished by the same request once the key is back', async () => {
    expect(await refusalOf(issue())).toMatchObject({ code: 'KEY_UNAVAILABLE' });
    const [left] = await unfinished();
    expect(await refusalOf(issue())).toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await unfinished()).toEqual([left]);
    isKeyAway = false;
    const { credential } = await issue();
    expect(credential).toMatchObject({ id: left?.credentialId, status: left?.status });
    expect(await unfinished()).toEqual([]);
  });

  it('a start finishes nothing and fails nothing; the next one finishes all of it', async () => {
    for (const code of ['tlms-1', 'tlms-2', 'tlms-3']) await refusalOf(issue(partAward(code)));
    expect(await resumeIssuances(instance.issuing, LATER)).toBe(0);
    expect(await unfinished()).toHaveLength(3);
    isKeyAway = false;
    expect(await resumeIssuances(instance.issuing, LATER)).toBe(3);
    expect(await resumeIssuances(instance.issuing, LATER)).toBe(0);
    expect(await instance.issuing.store.listCredentials({ limit: 10 })).toHaveLength(3);
    expect((await instance.issuing.store.listStatusLists())[0]?.allocated).toBe(3);
    expectChain(await instance.issuing.store.listAudit({ limit: 100 }));
  });

  it('what was asked for a moment ago is left to whoever is at it', async () => {
    await refusalOf(issue());
    isKeyAway = false;
    expect(await resumeIssuances(instance.issuing, new Date('2026-11-21T11:59:00Z'))).toBe(0);
    expect(await unfinished()).toHaveLength(1);
  });
});

describe('what can never be issued', () => {
  /** A stored intent whose credential does not lint: its self-made part has an id that is no URL. */
  async function reserveBroken(): Promise<void> {
    const { store } = instance.issuing;
    isKeyAway = true;
    await refusalOf(issue(partAward(), 'broken'));
    isKeyAway = false;
    const [left] = await store.listUnfinishedIssuances(LATER, 1);
    if (left === undefined) throw new Error('there is one');
    const { award } = left.request as { award: { evidence: { url?: string }[] } };
    award.evidence = [{ url: 'no url at all' }];
    const get = (target: typeof store, member: string | symbol) => {
      if (member === 'getIssuance')
        return async (key: string) =>
          key === 'key:broken' ? changed(await store.getIssuance(key)) : store.getIssuance(key);
      if (member === 'listUnfinishedIssuances')
        return async () => (await store.listUnfinishedIssuances(LATER, 9)).map(changed);
      const value = Reflect.get(target, member);
      return typeof value === 'function' ? value.bind(target) : value;
    };
    const changed = <T extends object | null>(issuance: T) =>
      issuance === null ? issuance : { ...issuance, request: left.request };
    instance.issuing.store = new Proxy(store, { get });
  }

  it('is refused at the next start with its reason, which the same key repeats for ever', async () => {
    await reserveBroken();
    expect(await resumeIssuances(instance.issuing, LATER)).toBe(0);
    expect(await unfinished()).toEqual([]);
    const first = await refusalOf(issue(partAward(), 'broken'));
    expect(first).toMatchObject({
      code: 'LINT_FAILED',
      problems: [expect.objectContaining({ code: expect.any(String) })],
    });
    const second = await refusalOf(issue(partAward(), 'broken'));
    expect(second).toEqual(first);
    expect(await instance.issuing.store.listCredentials({ limit: 10 })).toEqual([]);
    const events = await instance.issuing.store.listAudit({ limit: 100 });
    expect(events.filter(({ action }) => action === 'issuance-refused')).toHaveLength(1);
    expectChain(events);
  });

  it('does not keep what comes after it from being issued', async () => {
    await reserveBroken();
    isKeyAway = true;
    await refusalOf(issue(partAward('tlms-2')));
    isKeyAway = false;
    const { store } = instance.issuing;
    await resumeIssuances(instance.issuing, LATER);
    expect(await store.listUnfinishedIssuances(LATER, 10)).toEqual([]);
  });
});
