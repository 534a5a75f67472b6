import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { publishProgram } from '../../../src/issuer/publish-program.ts';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { readAchievement } from '../../../src/issuer/read-program.ts';
import { confirmStatusOrder } from '../../../src/issuer/status/confirm-status.ts';
import {
  approveStatusOrder,
  cancelStatusOrder,
  orderStatusChange,
  type StatusChange,
} from '../../../src/issuer/status/order-status.ts';
import type { CredentialRecord } from '../../../src/store/records.ts';
import { DOMAINS, fullAward, partAward } from '../../support/awards.ts';
import { checkCredential } from '../../support/check-credential.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import type { TestInstance } from '../../support/test-instance.ts';
import { HELD_ACHIEVEMENT, publishHeldProgram } from './held-program.ts';

describe.each(ENGINES)('the standing of credentials on %s', (engine) => {
  let instance: TestInstance;
  let people = 0;
  beforeAll(async () => {
    instance = await openTestInstanceOn(engine);
    await publishHeldProgram(instance.issuing);
  });
  afterAll(() => instance.close());

  const newcomer = () => ({
    name: `Person ${'abcdefghijklmnopqrstuvwxyz'[people++ % 26]}`,
    email: `p${people}@x.example`,
  });
  const issue = async (achievement = 'tlms-1', holder = newcomer()): Promise<CredentialRecord> => {
    const { credential } = await issueCredential(instance.issuing, partAward(achievement, { holder }), {
      actor: 'test',
    });
    return credential;
  };
  const order = (change: Partial<StatusChange> & Pick<StatusChange, 'selection' | 'count'>) =>
    orderStatusChange(instance.issuing, {
      action: 'revoke',
      grounds: { reason: 'issued-in-error' },
      actor: 'alice',
      ...change,
    });
  const check = (record: CredentialRecord) => checkCredential(instance, record);
  const standingOf = async ({ id }: CredentialRecord) =>
    (await instance.issuing.store.getCredential(id))?.standing;

  it('withdraws one for ever, and says when and what the issuer says', async () => {
    const credential = await issue();
    expect((await check(credential)).verdict).toBe('valid');
    const made = await order({
      selection: { credentials: [credential.id] },
      count: 1,
      grounds: {
        reason: 'misconduct-finding',
        note: 'private words',
        statement: 'The county withdrew it.',
        effectiveAt: new Date('2026-11-01T00:00:00Z'),
      },
    });
    expect(made).toMatchObject({ state: 'applied', changed: 1, decidedBy: 'alice' });
    expect(await confirmStatusOrder(instance.issuing, made, instance.issuing.fetchDocument)).toMatchObject({
      isConfirmed: true,
    });
    const result = await check(credential);
    expect(result.verdict).toBe('revoked');
    const status = result.checks.find((entry) => entry.check === 'status');
    expect(status).toMatchObject({
      code: 'revoked',
      notice: { since: '2026-11-01T00:00:00.000Z', statement: 'The county withdrew it.' },
    });
    expect(JSON.stringify(result)).not.toContain('private words');
    expect(JSON.stringify(result)).not.toContain('misconduct');
    await expect(order({ selection: { credentials: [credential.id] }, count: 1 })).rejects.toMatchObject({
      code: 'COUNT_DIFFERS',
    });
    await expect(
      order({ action: 'reinstate', selection: { credentials: [credential.id] }, count: 1 }),
    ).rejects.toMatchObject({ code: 'COUNT_DIFFERS' });
  });

  it('puts on hold and restores only where the program allows it', async () => {
    const held = await issue(HELD_ACHIEVEMENT);
    const other = await issue();
    const select = (credential: CredentialRecord) => ({ credentials: [credential.id] });
    const hold = await order({ action: 'suspend', selection: select(held), count: 1 });
    expect(await confirmStatusOrder(instance.issuing, hold, instance.issuing.fetchDocument)).toMatchObject({
      isConfirmed: true,
    });
    expect((await check(held)).verdict).toBe('suspended');
    await order({ action: 'reinstate', selection: select(held), count: 1 });
    expect((await check(held)).verdict).toBe('valid');
    await order({ action: 'suspend', selection: select(held), count: 1 });
    await order({ selection: select(held), count: 1 });
    expect((await check(held)).verdict).toBe('revoked');
    await expect(order({ action: 'suspend', selection: select(other), count: 1 })).rejects.toMatchObject({
      code: 'HOLDS_NOT_ALLOWED',
    });
    const lists = await instance.issuing.store.listStatusLists();
    expect(lists.map(({ statusPurpose }) => statusPurpose).sort()).toEqual(['revocation', 'suspension']);
  });

  it('does nothing when the count is another one, and nothing in the future', async () => {
    const holder = newcomer();
    const records = [await issue('tlms-1', holder), await issue('tlms-2', holder)];
    const selection = { email: holder.email };
    await expect(order({ selection, count: 3 })).rejects.toMatchObject({ code: 'COUNT_DIFFERS' });
    await expect(
      order({
        selection,
        count: 2,
        grounds: { reason: 'other', effectiveAt: new Date(instance.clock.now.getTime() + 60_000) },
      }),
    ).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(await Promise.all(records.map(standingOf))).toEqual(['in-force', 'in-force']);
    await order({ selection, count: 2 });
    expect(await Promise.all(records.map(standingOf))).toEqual(['revoked', 'revoked']);
  });

  it('refuses a credential that is not here', async () => {
    await expect(order({ selection: { credentials: ['urn:uuid:nothing'] }, count: 1 })).rejects.toMatchObject(
      {
        code: 'CREDENTIAL_NOT_FOUND',
      },
    );
  });

  it('waits for a second person for more than one, where the issuer asks for two', async () => {
    const { store } = instance.issuing;
    const issuer = await store.findIssuer('');
    if (issuer === null) throw new Error('an issuer');
    const audit = { at: instance.clock.now, actor: 'test', action: 'issuer-saved', subject: '' };
    await store.saveIssuer({ ...issuer, needsApproval: true }, audit);
    try {
      const holder = newcomer();
      const records = [await issue('tlms-1', holder), await issue('tlms-2', holder)];
      const single = await issue();
      expect((await order({ selection: { credentials: [single.id] }, count: 1 })).state).toBe('applied');
      const waiting = await order({ selection: { email: holder.email }, count: 2 });
      expect(waiting.state).toBe('waiting');
      expect(await Promise.all(records.map(standingOf))).toEqual(['in-force', 'in-force']);
      await expect(approveStatusOrder(instance.issuing, waiting.id, 'alice')).rejects.toMatchObject({
        code: 'APPROVAL_NEEDED',
      });
      const answers = await Promise.allSettled(
        ['bob', 'carol', 'dave'].map((actor) => approveStatusOrder(instance.issuing, waiting.id, actor)),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await Promise.all(records.map(standingOf))).toEqual(['revoked', 'revoked']);
      const more = newcomer();
      await issue('tlms-1', more);
      await issue('tlms-2', more);
      const other = await order({ selection: { email: more.email }, count: 2 });
      expect((await cancelStatusOrder(instance.issuing, other.id, 'alice')).state).toBe('cancelled');
      await expect(approveStatusOrder(instance.issuing, other.id, 'bob')).rejects.toMatchObject({
        code: 'STANDING_CONFLICT',
      });
    } finally {
      await store.saveIssuer(issuer, audit);
    }
  });

  it('marks a full credential for review when a part is withdrawn, until it is withdrawn itself', async () => {
    const holder = newcomer();
    const parts: CredentialRecord[] = [];
    for (const code of DOMAINS) parts.push(await issue(code, holder));
    parts.push(await issue('tlms-capstone', holder));
    const { credential: full } = await issueCredential(instance.issuing, fullAward({ holder }), {
      actor: 'test',
    });
    const [part] = parts as [CredentialRecord];
    await order({ selection: { credentials: [part.id] }, count: 1 });
    const { store } = instance.issuing;
    const reviews = await store.listReviews({ limit: 10 });
    expect(reviews.map(({ credential, partId }) => [credential.id, partId])).toEqual([[full.id, part.id]]);
    expect(await standingOf(full)).toBe('in-force');
    await order({ selection: { credentials: [full.id] }, count: 1 });
    expect(await store.listReviews({ limit: 10 })).toEqual([]);
    const log = await store.listAudit({ limit: 10_000 });
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['review-opened', 'review-closed']),
    );
  });

  it('withdraws the full credential with its part where the program says so, in one step', async () => {
    const { program } = await readAchievement(instance.issuing.store, 'tlms-1');
    const strict = {
      ...structuredClone(program),
      code: 'strict',
      settings: { ...program.settings, whenPartFalls: 'withdraw' },
      achievements: program.achievements.map((achievement) => ({ ...achievement, version: 'strict' })),
    };
    await publishProgram(instance.issuing, { ...strict, version: 'strict' }, 'test');
    const holder = newcomer();
    const parts: CredentialRecord[] = [];
    for (const code of [...DOMAINS, 'tlms-capstone']) parts.push(await issue(code, holder));
    const { credential: full } = await issueCredential(instance.issuing, fullAward({ holder }), {
      actor: 'test',
    });
    const [part] = parts as [CredentialRecord];
    const made = await order({ selection: { credentials: [part.id] }, count: 1 });
    expect(made).toMatchObject({ credentials: 2, changed: 2 });
    expect([await standingOf(part), await standingOf(full)]).toEqual(['revoked', 'revoked']);
    expect(await instance.issuing.store.listReviews({ limit: 10 })).toEqual([]);
  });

  it('publishes every set bit and no other', async () => {
    const { store } = instance.issuing;
    for (const { number, ledgerVersion } of await store.listStatusLists()) {
      const published = await publishStatusList(instance.issuing, number);
      expect(published?.ledgerVersion).toBe(ledgerVersion);
    }
  });
});
