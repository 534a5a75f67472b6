import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { examineReviews, openLostReviews } from '../../../src/issuer/self-test/examine-reviews.ts';
import { orderStatusChange } from '../../../src/issuer/status/order-status.ts';
import type { AwardRequest } from '../../../src/program/award-request.ts';
import type { StatusAction } from '../../../src/store/records.ts';
import { DOMAINS, fullAward, partAward } from '../../support/awards.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import type { TestInstance } from '../../support/test-instance.ts';
import { heldCode, publishHeldProgram } from '../status/held-program.ts';

describe.each(ENGINES)('reviews that a killed process left unopened on %s', (engine) => {
  let instance: TestInstance;
  let part: string;
  let full: string;

  beforeEach(async () => {
    instance = await openTestInstanceOn(engine);
    part = await issue(partAward());
    for (const code of [...DOMAINS.slice(1), 'tlms-capstone']) await issue(partAward(code));
    full = await issue(fullAward());
  });
  afterEach(() => instance.close());

  const issue = async (award: AwardRequest) =>
    (await issueCredential(instance.issuing, award, { actor: 'test' })).credential.id;
  /** The parts and the full credential of a program that allows holds; resolves to one of the parts. */
  async function issueHeld(): Promise<string> {
    await publishHeldProgram(instance.issuing);
    const holder = { name: 'Bo Lind', email: 'bo@x.example' };
    const ids: string[] = [];
    for (const code of [...DOMAINS, 'tlms-capstone'])
      ids.push(await issue(partAward(heldCode(code), { holder })));
    full = await issue(fullAward({ achievement: heldCode('tlms-full'), holder }));
    return ids[0] ?? '';
  }

  const later = (minutes: number) => {
    instance.clock.now = new Date(instance.clock.now.getTime() + minutes * 60_000);
  };
  /** The change alone, as when the process is killed right after it. */
  async function changeOnly(action: StatusAction, id: string): Promise<void> {
    const at = instance.clock.now;
    await instance.issuing.store.openStatusOrder(
      {
        id: randomUUID(),
        issuerSlug: '',
        action,
        reason: 'other',
        note: null,
        statement: null,
        effectiveAt: at,
        createdBy: 'test',
        createdAt: at,
      },
      [id],
      { apply: true },
      () => ({ at, actor: 'test', action: 'credentials-changed', subject: id }),
    );
  }
  const examine = async () => (await examineReviews(instance.issuing)).outcome;
  const listOpen = async () =>
    (await instance.issuing.store.listReviews({ limit: 10 })).map(({ credential, partId }) => [
      credential.id,
      partId,
    ]);
  const listEvents = async () =>
    (await instance.issuing.store.listAudit({ limit: 1000 })).filter(({ action }) =>
      action.startsWith('review-'),
    );
  const close = (outcome: 'kept' | 'part-restored') => {
    const at = instance.clock.now;
    return instance.issuing.store.closeReviews(
      { credentialId: full },
      { by: 'test', at, outcome },
      { at, actor: 'test', action: 'review-closed', subject: full, details: { outcome } },
    );
  };

  it('are found, opened once whoever does it, and audited', async () => {
    await changeOnly('revoke', part);
    // Whoever withdrew it may be about to open it.
    expect(await examine()).toBe('ok');
    expect(await openLostReviews(instance.issuing)).toBe(0);
    later(11);
    const found = await examineReviews(instance.issuing);
    expect(found).toMatchObject({ subject: 'reviews', outcome: 'failing' });
    expect(found.detail).toContain(full);
    expect(await listOpen()).toEqual([]);
    const opened = await Promise.all([openLostReviews(instance.issuing), openLostReviews(instance.issuing)]);
    expect(opened.reduce((sum, count) => sum + count)).toBe(1);
    expect(await openLostReviews(instance.issuing)).toBe(0);
    expect(await listOpen()).toEqual([[full, part]]);
    expect(await listEvents()).toMatchObject([
      { action: 'review-opened', actor: 'system', subject: full, details: { part } },
    ]);
    expect(await examine()).toBe('ok');
  });

  it('stay closed once somebody decided', async () => {
    await orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [part] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'test',
    });
    later(60);
    expect(await openLostReviews(instance.issuing)).toBe(0);
    expect(await close('kept')).toBe(1);
    later(60 * 24);
    expect(await examine()).toBe('ok');
    expect(await openLostReviews(instance.issuing)).toBe(0);
    expect(await listOpen()).toEqual([]);
  });

  it('are lost again when a part that was on hold, and reviewed, is withdrawn', async () => {
    const heldPart = await issueHeld();
    await orderStatusChange(instance.issuing, {
      action: 'suspend',
      selection: { credentials: [heldPart] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'test',
    });
    expect(await close('kept')).toBe(1);
    later(60);
    expect(await openLostReviews(instance.issuing)).toBe(0);
    await changeOnly('revoke', heldPart);
    later(11);
    expect(await examine()).toBe('failing');
    expect(await openLostReviews(instance.issuing)).toBe(1);
    expect(await listOpen()).toEqual([[full, heldPart]]);
  });

  it('are not lost while one is open, though the part fell again since', async () => {
    const heldPart = await issueHeld();
    await orderStatusChange(instance.issuing, {
      action: 'suspend',
      selection: { credentials: [heldPart] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'test',
    });
    later(60);
    await changeOnly('revoke', heldPart);
    later(11);
    expect(await listOpen()).toHaveLength(1);
    expect(await examine()).toBe('ok');
  });

  it('do not stay open when the part is restored meanwhile', async () => {
    const heldPart = await issueHeld();
    await changeOnly('suspend', heldPart);
    later(11);
    const { store } = instance.issuing;
    const { openReviews } = store;
    store.openReviews = async (...args) => {
      await changeOnly('reinstate', heldPart);
      return openReviews(...args);
    };
    await openLostReviews(instance.issuing);
    store.openReviews = openReviews;
    expect(await listOpen()).toEqual([]);
    expect(await listEvents()).toMatchObject([{}, { details: { outcome: 'part-restored' } }]);
  });

  it('are not opened for a full credential that is withdrawn itself', async () => {
    await changeOnly('revoke', part);
    await changeOnly('revoke', full);
    later(11);
    expect(await examine()).toBe('ok');
    expect(await openLostReviews(instance.issuing)).toBe(0);
  });

  it('do not stay open when somebody withdraws the full credential meanwhile', async () => {
    await changeOnly('revoke', part);
    later(11);
    const { store } = instance.issuing;
    const { openReviews } = store;
    store.openReviews = async (...args) => {
      await changeOnly('revoke', full);
      return openReviews(...args);
    };
    await openLostReviews(instance.issuing);
    store.openReviews = openReviews;
    expect(await listOpen()).toEqual([]);
    expect((await listEvents()).map(({ action }) => action)).toEqual(['review-opened', 'review-closed']);
  });
});
