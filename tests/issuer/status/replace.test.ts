import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedCredential } from '../../../src/issuer/finish-issuance.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { planRename, renameHolder } from '../../../src/issuer/replace/rename-holder.ts';
import { renewCredential } from '../../../src/issuer/replace/renew-credential.ts';
import { replaceCredential } from '../../../src/issuer/replace/replace-credential.ts';
import { planCorrections, replaceMany } from '../../../src/issuer/replace/replace-many.ts';
import { resumeIssuances } from '../../../src/issuer/resume-issuances.ts';
import {
  approveStatusOrder,
  orderStatusChange,
  previewStatusChange,
} from '../../../src/issuer/status/order-status.ts';
import type { AppError } from '../../../src/model/problem.ts';
import type { Store } from '../../../src/store/store.ts';
import { DOMAINS, fullAward, partAward } from '../../support/awards.ts';
import { checkCredential } from '../../support/check-credential.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import { PUBLIC_URL, type TestInstance } from '../../support/test-instance.ts';

describe.each(ENGINES)('replacing credentials on %s', (engine) => {
  let instance: TestInstance;
  let people = 0;
  beforeAll(async () => {
    instance = await openTestInstanceOn(engine);
  });
  afterAll(() => instance.close());

  const newcomer = (name = 'Ana Nunez') => ({ name, email: `teacher-${people++}@x.example` });
  const issue = (achievement = 'tlms-1', holder = newcomer()) =>
    issueCredential(instance.issuing, partAward(achievement, { holder }), { actor: 'test' });
  const issueAll = async (holder = newcomer()) => {
    const issued: IssuedCredential[] = [];
    for (const code of [...DOMAINS, 'tlms-capstone']) issued.push(await issue(code, holder));
    issued.push(await issueCredential(instance.issuing, fullAward({ holder }), { actor: 'test' }));
    return issued;
  };
  const check = (record: { body: string }) => checkCredential(instance, record);
  const replace = (id: string, corrections: object, grounds = {}) =>
    replaceCredential(instance.issuing, id, { corrections, grounds, actor: 'alice' });
  const opens = async (shareId: string | undefined) =>
    (await instance.issuing.store.getShare(shareId ?? ''))?.credential.id;

  it('keeps the day of the award and the link, and calls the old file replaced', async () => {
    const { credential: old, share } = await issue();
    const [replaced] = await replace(old.id, { name: 'Ana Núñez' }, { statement: 'The name was misspelt.' });
    const fresh = replaced?.issued.credential;
    expect(fresh).toMatchObject({ holderName: 'Ana Núñez', replaces: old.id, standing: 'in-force' });
    expect(fresh?.awardedDate).toEqual(old.awardedDate);
    expect(fresh?.holderId).toBe(old.holderId);
    expect(await opens(share?.id)).toBe(fresh?.id);
    expect(await instance.issuing.store.listSharesOfCredential(fresh?.id ?? '')).toHaveLength(1);
    expect((await check(fresh ?? old)).verdict).toBe('valid');
    const result = await check(old);
    expect(result.verdict).toBe('replaced');
    expect(result.checks.find((entry) => entry.check === 'status')).toMatchObject({
      code: 'replaced',
      notice: {
        statement: 'The name was misspelt.',
        replacement: { url: `${PUBLIC_URL}/c/${share?.id}` },
      },
    });
  });

  it('does not say where the new one is when the holder turned the link off', async () => {
    const { credential: old, share } = await issue();
    const at = instance.clock.now;
    await instance.issuing.store.turnOffShare(share?.id ?? '', at, {
      at,
      actor: 'test',
      action: 'share-turned-off',
      subject: old.id,
    });
    const [replaced] = await replace(old.id, { role: 'Coach' });
    const links = await instance.issuing.store.listSharesOfCredential(replaced?.issued.credential.id ?? '');
    const status = (await check(old)).checks.find((entry) => entry.check === 'status');
    expect(status).toMatchObject({
      code: 'replaced',
      notice: { replacement: { issued: expect.any(String) } },
    });
    expect(status?.notice?.replacement).not.toHaveProperty('url');
    // A new link for her, which only she has, and the old one, which stays off.
    expect(links.map(({ turnedOffAt }) => turnedOffAt === null).sort()).toEqual([false, true]);
    expect((await instance.issuing.store.getShare(share?.id ?? ''))?.share.turnedOffAt).not.toBeNull();
  });

  it('is one replacement however often and at the same time it is asked for', async () => {
    const { credential: old } = await issue();
    const answers = await Promise.all(Array.from({ length: 5 }, () => replace(old.id, { name: 'Zoe' })));
    const again = await replace(old.id, { name: 'Zoe' });
    const ids = [...answers, again].map(([first]) => first?.issued.credential.id);
    expect(new Set(ids).size).toBe(1);
    await expect(replace(old.id, { name: 'Other' })).rejects.toMatchObject({ code: 'STANDING_CONFLICT' });
  });

  it('lets one of two different corrections at the same time win, and loses no link', async () => {
    const { credential: old, share } = await issue();
    const answers = await Promise.allSettled([
      replace(old.id, { name: 'One' }),
      replace(old.id, { name: 'Two' }),
    ]);
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    const lost = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as AppError] : [],
    );
    expect(won).toHaveLength(1);
    expect(lost.map(({ code }) => code)).toEqual(['STANDING_CONFLICT']);
    expect(await opens(share?.id)).toBe(won[0]?.issued.credential.id);
  });

  it('refuses what the program would not award, and what is withdrawn', async () => {
    const { credential } = await issue();
    await expect(replace(credential.id, { level: 'developing' })).rejects.toMatchObject({
      code: 'REQUIREMENTS_NOT_MET',
    });
    await orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [credential.id] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'alice',
    });
    await expect(replace(credential.id, { name: 'Ana' })).rejects.toMatchObject({
      code: 'STANDING_CONFLICT',
    });
  });

  it('issues the full credential anew with the part that it names', async () => {
    const all = await issueAll();
    const part = all[0]?.credential;
    const full = all.at(-1);
    const replaced = await replace(part?.id ?? '', { role: 'Lead' });
    expect(replaced.map(({ old }) => old)).toEqual([part?.id, full?.credential.id]);
    const newFull = replaced[1]?.issued.credential;
    expect(await opens(full?.share?.id)).toBe(newFull?.id);
    expect(newFull?.body).toContain(replaced[0]?.issued.credential.id);
    expect(newFull?.body).not.toContain(part?.id);
    expect((await check(newFull ?? { body: '{}' })).verdict).toBe('valid');
    expect(await instance.issuing.store.listReviews({ limit: 10 })).toEqual([]);
  });

  it('gives a person another name everywhere', async () => {
    const holder = newcomer('Deadname Example');
    const all = await issueAll(holder);
    const holderId = all[0]?.credential.holderId ?? '';
    const { due } = await planRename(instance.issuing, holderId, 'Chosen Example');
    expect(due).toHaveLength(all.length);
    const renaming = { name: 'Chosen Example', grounds: {}, count: due.length, actor: 'alice' };
    await expect(renameHolder(instance.issuing, holderId, { ...renaming, count: 1 })).rejects.toMatchObject({
      code: 'COUNT_DIFFERS',
    });
    await renameHolder(instance.issuing, holderId, renaming);
    for (const { share, credential } of all) {
      const found = await instance.issuing.store.getShare(share?.id ?? '');
      expect(found?.credential.body).toContain('Chosen Example');
      expect(found?.credential.body).not.toContain('Deadname');
      expect((await check(found?.credential ?? { body: '{}' })).verdict).toBe('valid');
      const old = await check(credential);
      expect(old.verdict).toBe('replaced');
    }
    expect(await planRename(instance.issuing, holderId, 'Chosen Example')).toEqual({ due: [], past: [] });
    const log = await instance.issuing.store.listAudit({ limit: 100_000 });
    expect(JSON.stringify(log)).not.toContain('Deadname');
    expect(JSON.stringify(log)).not.toContain('Chosen');
  });

  it('gives another name also where a part was withdrawn, and turns off what shows the old one', async () => {
    const holder = newcomer('Oldname Example');
    const all = await issueAll(holder);
    const part = all[0];
    await orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [part?.credential.id ?? ''] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'alice',
    });
    const holderId = part?.credential.holderId ?? '';
    const name = 'Newname Example';
    const { due, past } = await planRename(instance.issuing, holderId, name);
    expect([due.length, past.length]).toEqual([all.length - 1, 1]);
    const renamed = await renameHolder(instance.issuing, holderId, {
      name,
      grounds: {},
      count: due.length,
      actor: 'alice',
    });
    expect(renamed).toMatchObject({ refused: [], turnedOff: 1 });
    for (const { share } of all) {
      const found = await instance.issuing.store.getShare(share?.id ?? '');
      if (found?.share.turnedOffAt === null) expect(found.credential.body).not.toContain('Oldname');
    }
    const full = (await instance.issuing.store.getShare(all.at(-1)?.share?.id ?? ''))?.credential;
    expect(full?.holderName).toBe(name);
  });

  it('leads from the oldest file to the newest, and nowhere when that is withdrawn', async () => {
    const { credential: first, share } = await issue();
    const [second] = await replace(first.id, { name: 'Two' });
    const [third] = await replace(second?.issued.credential.id ?? '', { name: 'Three' });
    const noticeOf = async () =>
      (await check(first)).checks.find((entry) => entry.check === 'status')?.notice;
    expect((await noticeOf())?.replacement?.url).toBe(`${PUBLIC_URL}/c/${share?.id}`);
    await orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [third?.issued.credential.id ?? ''] },
      grounds: { reason: 'other' },
      count: 1,
      actor: 'alice',
    });
    expect(await noticeOf()).not.toHaveProperty('replacement');
    expect((await check(first)).verdict).toBe('revoked');
  });

  it('withdraws what took the place of a credential while the order waited', async () => {
    const { store } = instance.issuing;
    const issuer = await store.findIssuer('');
    if (issuer === null) throw new Error('an issuer');
    const audit = { at: instance.clock.now, actor: 'test', action: 'issuer-saved', subject: '' };
    await store.saveIssuer({ ...issuer, needsApproval: true }, audit);
    const issued = [await issue(), await issue()];
    const waiting = await orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: issued.map(({ credential }) => credential.id) },
      grounds: { reason: 'other' },
      count: 2,
      actor: 'alice',
    });
    await store.saveIssuer(issuer, audit);
    const [fresh] = await replace(issued[0]?.credential.id ?? '', { name: 'Evasion' });
    expect((await approveStatusOrder(instance.issuing, waiting.id, 'bob')).changed).toBe(2);
    expect((await check(fresh?.issued.credential ?? { body: '{}' })).verdict).toBe('revoked');
  });

  it('means by a batch also what was corrected of it', async () => {
    const { credential } = await issue();
    const [fresh] = await replace(credential.id, { name: 'Corrected' });
    const { due } = await previewStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [credential.id] },
    });
    expect(due.map(({ id }) => id)).toEqual([fresh?.issued.credential.id]);
  });

  it('does not renew what was withdrawn meanwhile', async () => {
    const award = partAward('tlms-1', { holder: newcomer(), validUntil: '2027-06-30' });
    const { credential: old } = await issueCredential(instance.issuing, award, { actor: 'test' });
    const { store } = instance.issuing;
    const racing: Store = Object.create(store, {
      completeIssuance: {
        value: async (...given: Parameters<Store['completeIssuance']>) => {
          await orderStatusChange(instance.issuing, {
            action: 'revoke',
            selection: { credentials: [old.id] },
            grounds: { reason: 'misconduct-finding' },
            count: 1,
            actor: 'bob',
          });
          return store.completeIssuance(...given);
        },
      },
    });
    const renewing = renewCredential({ ...instance.issuing, store: racing }, old.id, {
      renewal: { validUntil: '2030-06-30' },
      actor: 'alice',
    });
    await expect(renewing).rejects.toMatchObject({ code: 'STANDING_CONFLICT' });
    expect((await store.listCredentials({ limit: 500 })).filter(({ renews }) => renews === old.id)).toEqual(
      [],
    );
  });

  it('takes many corrections from a file, and names the lines that it cannot', async () => {
    const first = await issue();
    const second = await issue();
    const text = [
      'Link;Nombre completo;Level;Comment',
      `${PUBLIC_URL}/c/${first.share?.id};Ana Corregida;;x`,
      `${second.credential.id};Beto Corregido;;y`,
      'urn:uuid:unknown;Someone;;z',
      `${second.credential.id};Twice;;`,
      `${first.credential.id};;;`,
    ].join('\r\n');
    const source = (content: string) => ({
      async *open() {
        yield Buffer.from(content);
      },
    });
    const plan = await planCorrections(instance.issuing, source(text));
    expect(plan.due.map(({ line }) => line)).toEqual([2, 3]);
    expect(plan.problems.map(({ line, problems }) => [line, problems[0]?.code])).toEqual([
      [4, 'unknown'],
      [5, 'twice'],
      [6, 'nothing-to-correct'],
    ]);
    expect(plan.ignored).toEqual([4]);
    expect(JSON.stringify(plan.problems)).not.toMatch(/Someone|Twice|unknown"?:"?urn/);
    const done: number[] = [];
    const { replaced, refused } = await replaceMany(instance.issuing, plan, 'alice', (n) => done.push(n));
    expect(refused).toEqual([]);
    expect(done).toEqual([1, 2]);
    expect(replaced.map(({ issued }) => issued.credential.holderName)).toEqual([
      'Ana Corregida',
      'Beto Corregido',
    ]);
    await expect(planCorrections(instance.issuing, source('name\nAna'))).rejects.toMatchObject({
      code: 'ROSTER_INVALID',
    });
  });

  it('renews what ends with one that names it', async () => {
    const { credential: old } = await issueCredential(
      instance.issuing,
      partAward('tlms-1', { holder: newcomer(), validUntil: '2027-06-30' }),
      { actor: 'test' },
    );
    const renewal = { validUntil: '2029-06-30' };
    const renewed = await renewCredential(instance.issuing, old.id, { renewal, actor: 'alice' });
    expect(renewed.credential).toMatchObject({ renews: old.id, holderId: old.holderId });
    expect(renewed.credential.body).toContain(`"genre":"Renewal","id":"${old.id}"`);
    expect((await check(renewed.credential)).verdict).toBe('valid');
    expect((await check(old)).verdict).toBe('valid');
    const again = await renewCredential(instance.issuing, old.id, { renewal, actor: 'alice' });
    expect(again.credential.id).toBe(renewed.credential.id);
    const { now } = instance.clock;
    instance.clock.now = new Date(now.getTime() + 86_400_000);
    const tomorrow = await renewCredential(instance.issuing, old.id, { renewal, actor: 'alice' });
    instance.clock.now = now;
    expect(tomorrow.credential.id).toBe(renewed.credential.id);
    const { credential: endless } = await issue();
    await expect(
      renewCredential(instance.issuing, endless.id, { renewal: {}, actor: 'a' }),
    ).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });

  it('is finished by the next start when it was interrupted before it was recorded', async () => {
    const { credential: old, share } = await issue();
    const { store } = instance.issuing;
    const broken: Store = Object.create(store, {
      completeIssuance: {
        value: () => Promise.reject(new Error('the process ends here')),
      },
    });
    await expect(
      replaceCredential({ ...instance.issuing, store: broken }, old.id, {
        corrections: { name: 'Later' },
        grounds: {},
        actor: 'alice',
      }),
    ).rejects.toThrow('the process ends here');
    expect((await check(old)).verdict).toBe('valid');
    expect(await opens(share?.id)).toBe(old.id);
    instance.clock.now = new Date(instance.clock.now.getTime() + 1_000);
    expect(await resumeIssuances(instance.issuing, instance.clock.now)).toBe(1);
    expect((await check(old)).verdict).toBe('replaced');
    expect(await opens(share?.id)).not.toBe(old.id);
  });

  it('refuses, for good, what is to replace a credential that was withdrawn meanwhile', async () => {
    const { credential: old } = await issue();
    const { store } = instance.issuing;
    const racing: Store = Object.create(store, {
      completeIssuance: {
        value: async (...given: Parameters<Store['completeIssuance']>) => {
          await orderStatusChange(instance.issuing, {
            action: 'revoke',
            selection: { credentials: [old.id] },
            grounds: { reason: 'other' },
            count: 1,
            actor: 'bob',
          });
          return store.completeIssuance(...given);
        },
      },
    });
    const replacing = replaceCredential({ ...instance.issuing, store: racing }, old.id, {
      corrections: { name: 'Too Late' },
      grounds: {},
      actor: 'alice',
    });
    await expect(replacing).rejects.toMatchObject({ code: 'STANDING_CONFLICT' });
    expect((await check(old)).verdict).toBe('revoked');
    expect(await resumeIssuances(instance.issuing, new Date(instance.clock.now.getTime() + 1_000))).toBe(0);
    expect((await store.getCredential(old.id))?.replacedBy).toBeNull();
  });
});
