import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NewMail, TakenMail } from '../../src/store/mail-store.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, changeStanding, issue, minutesLater, NOW } from './store-fixtures.ts';

const audit = auditOf('mail-queued', 'x');
const sentAt = (minutes: number) => ({ state: 'sent' as const, at: minutesLater(minutes) });

export function mailContract(under: StoreUnderTest): void {
  const holderOf = async () => (await issue(under.store)).holderId ?? '';
  const mailOf = (holderId: string, change: Partial<NewMail> = {}): NewMail => ({
    key: `key-${randomUUID()}`,
    kind: 'issued',
    holderId,
    credentialId: null,
    payload: { credential: 'Zoë 👩🏽‍🏫 \u0000', link: null },
    createdAt: NOW,
    notBefore: NOW,
    ...change,
  });
  const countEvents = async () => (await under.store.listAudit({ limit: 1_000 })).length;
  const take = (limit = 10, minutes = 0) =>
    under.store.takeMails(limit, minutesLater(minutes), minutesLater(minutes + 10));
  async function takeOne(minutes = 0): Promise<TakenMail> {
    const [mail] = await take(1, minutes);
    if (!mail) throw new Error('a mail is due');
    return mail;
  }

  describe('mails', () => {
    test('are kept as they were added, and listed newest first, page by page', async () => {
      const { store } = under;
      const { id: credentialId, holderId } = await issue(store);
      const added = Array.from({ length: 5 }, (_, i) =>
        mailOf(holderId ?? '', { credentialId, notBefore: minutesLater(i) }),
      );
      const ids = await store.addMails(added, audit);
      expect(new Set(ids).size).toBe(5);
      const state = { state: 'waiting', attempts: 0, sentAt: null, lastProblem: null };
      const expected = added.map((mail) => ({ ...mail, ...state, holderName: 'María Hernández' })).reverse();
      const first = await store.listMails({ limit: 3 });
      const rest = await store.listMails({ limit: 3, after: first.at(-1)?.id ?? '' });
      const paged = [...first, ...rest];
      expect(paged.map(({ id: _, ...mail }) => mail)).toEqual(expected);
      expect(paged.map(({ id }) => id).sort()).toEqual(ids.sort());
    });

    test('with a known key are left alone, and nothing is said of them', async () => {
      const { store } = under;
      const mail = mailOf(await holderOf());
      await store.addMails([mail, mailOf(mail.holderId)], audit);
      const before = await countEvents();
      expect(await store.addMails([{ ...mail, kind: 'other' }], audit)).toEqual([]);
      expect(await store.addMails([], audit)).toEqual([]);
      expect(await countEvents()).toBe(before);
      expect(await store.addMails([mail, mailOf(mail.holderId)], audit)).toHaveLength(1);
      expect(await countEvents()).toBe(before + 1);
      const listed = await store.listMails({ limit: 10 });
      expect(listed).toHaveLength(3);
      expect(listed.find(({ key }) => key === mail.key)).toMatchObject({ kind: 'issued' });
    });

    test('of one key are one, whoever adds them at once', async () => {
      const mail = mailOf(await holderOf());
      const before = await countEvents();
      const added = await Promise.all(Array.from({ length: 8 }, () => under.store.addMails([mail], audit)));
      expect(added.flat()).toHaveLength(1);
      expect(await countEvents()).toBe(before + 1);
    });

    test('are found by state, kind and credential', async () => {
      const { store } = under;
      const { id: credentialId, holderId } = await issue(store);
      const [about] = await store.addMails([mailOf(holderId ?? '', { credentialId })], audit);
      const [renewed] = await store.addMails([mailOf(holderId ?? '', { kind: 'renewed' })], audit);
      await store.cancelMail(renewed ?? '', audit);
      const idsOf = async (filters: Parameters<typeof store.listMails>[1]) =>
        (await store.listMails({ limit: 10 }, filters)).map(({ id }) => id);
      expect(await idsOf({ credentialId })).toEqual([about]);
      expect(await idsOf({ kind: 'renewed' })).toEqual([renewed]);
      expect(await idsOf({ state: 'waiting' })).toEqual([about]);
      expect(await idsOf({ state: 'cancelled' })).toEqual([renewed]);
      expect(await idsOf({ state: 'sent' })).toEqual([]);
    });

    test('are taken when they are due, longest due first, each by one', async () => {
      const { store } = under;
      const holderId = await holderOf();
      const later = mailOf(holderId, { notBefore: minutesLater(5) });
      const due = [3, 1, 2].map((minutes) => mailOf(holderId, { notBefore: minutesLater(minutes) }));
      await store.addMails([later, ...due], audit);
      expect(await take(10, 0)).toEqual([]);
      const [first] = await take(1, 4);
      expect(first).toMatchObject({ notBefore: minutesLater(14), attempts: 1, state: 'waiting' });
      expect(first?.key).toBe(due[1]?.key);
      const keys = (await take(10, 4)).map(({ key }) => key);
      expect(keys.sort()).toEqual([due[0]?.key, due[2]?.key].sort());
      expect((await take(10, 5)).map(({ key }) => key)).toEqual([later.key]);
      expect(await take(10, 13)).toEqual([]);
    });

    test('are shared out when many take at once', async () => {
      const { store } = under;
      const holderId = await holderOf();
      await store.addMails(
        Array.from({ length: 40 }, () => mailOf(holderId)),
        audit,
      );
      const taken: TakenMail[] = [];
      const takeAll = async () => {
        for (let idle = 0; idle < 3 && taken.length < 100; ) {
          const some = await take(3);
          taken.push(...some);
          idle = some.length === 0 ? idle + 1 : 0;
        }
      };
      await Promise.all(Array.from({ length: 4 }, takeAll));
      expect(taken).toHaveLength(40);
      expect(new Set(taken.map(({ id }) => id)).size).toBe(40);
    });

    test('are settled by whoever holds the lease, with an event', async () => {
      const { store } = under;
      await store.addMails([mailOf(await holderOf())], audit);
      const lost = await takeOne();
      const held = await takeOne(10);
      expect(held).toMatchObject({ id: lost.id, attempts: 2 });
      const before = await countEvents();
      expect(await store.settleMail(lost, sentAt(10), audit)).toBe(false);
      expect(await store.postponeMail(lost, { notBefore: NOW, problem: 'x' })).toBe(false);
      expect(await countEvents()).toBe(before);
      expect(await store.settleMail(held, sentAt(11), audit)).toBe(true);
      expect(await store.settleMail(held, sentAt(12), audit)).toBe(false);
      expect(await countEvents()).toBe(before + 1);
      const [mail] = await store.listMails({ limit: 1 });
      expect(mail).toMatchObject({ state: 'sent', sentAt: minutesLater(11), lastProblem: null });
      expect(await take(10, 1_000)).toEqual([]);
    });

    test('that are postponed come again, and say why', async () => {
      const { store } = under;
      await store.addMails([mailOf(await holderOf())], audit);
      const mail = await takeOne();
      expect(await store.postponeMail(mail, { notBefore: minutesLater(3), problem: 'busy' })).toBe(true);
      expect(await store.postponeMail(mail, { notBefore: minutesLater(3), problem: 'busy' })).toBe(false);
      expect(await take(10, 2)).toEqual([]);
      expect(await takeOne(3)).toMatchObject({ id: mail.id, attempts: 2, lastProblem: 'busy' });
    });

    test('that failed are taken no more until they are retried, and then are as if new', async () => {
      const { store } = under;
      await store.addMails([mailOf(await holderOf())], audit);
      const { id, ...mail } = await takeOne();
      expect(await store.retryMail(id, NOW, audit)).toBe(false);
      expect(await store.settleMail({ id, ...mail }, { state: 'failed', problem: 'refused' }, audit)).toBe(
        true,
      );
      expect((await store.listMails({ limit: 1 }))[0]).toMatchObject({
        state: 'failed',
        lastProblem: 'refused',
      });
      expect(await take(10, 1_000)).toEqual([]);
      expect(await store.retryMail(id, minutesLater(1), audit)).toBe(true);
      expect(await store.retryMail('none', minutesLater(1), audit)).toBe(false);
      expect(await takeOne(1)).toMatchObject({ id, attempts: 1, lastProblem: null });
      expect(await store.settleMail({ id, ...mail }, sentAt(2), audit)).toBe(false);
    });

    test('that were cancelled are not sent; one that was sent all the same says so', async () => {
      const { store } = under;
      const holderId = await holderOf();
      const [id = ''] = await store.addMails([mailOf(holderId)], audit);
      expect(await store.cancelMail(id, audit)).toBe(true);
      const before = await countEvents();
      expect(await store.cancelMail(id, audit)).toBe(false);
      expect(await countEvents()).toBe(before);
      expect(await take(10, 1_000)).toEqual([]);
      await store.addMails([mailOf(holderId), mailOf(holderId)], audit);
      const [sent, failed] = await take();
      if (!sent || !failed) throw new Error('two were taken');
      for (const mail of [sent, failed]) expect(await store.cancelMail(mail.id, audit)).toBe(true);
      expect(await store.settleMail(failed, { state: 'failed', problem: 'busy' }, audit)).toBe(false);
      expect(await store.postponeMail(failed, { notBefore: NOW, problem: 'busy' })).toBe(false);
      expect(await store.settleMail(sent, sentAt(1), audit)).toBe(true);
      const states = (await store.listMails({ limit: 2 })).map(({ id: one, state }) => [one, state]);
      expect(Object.fromEntries(states)).toEqual({ [sent.id]: 'sent', [failed.id]: 'cancelled' });
    });

    test('outlive a restart, with their lease', async () => {
      await under.store.addMails([mailOf(await holderOf())], audit);
      const mail = await takeOne();
      const store = await under.reopen();
      expect(await store.takeMails(1, minutesLater(9), minutesLater(19))).toEqual([]);
      expect(await store.settleMail(mail, sentAt(9), audit)).toBe(true);
    });
  });

  describe('credentials that end', () => {
    const DAY = 24 * 60;
    const listed = async (fromDay: number, untilDay: number) =>
      under.store.listExpiring(minutesLater(fromDay * DAY), minutesLater(untilDay * DAY), { limit: 100 });

    test('are listed first to end first, within a time, page by page', async () => {
      const { store } = under;
      const ids: string[] = [];
      for (const day of [1, 2, 2, 2, 5])
        ids.push((await issue(store, { validUntil: minutesLater(day * DAY) }, distinct())).id);
      await issue(store, {}, distinct());
      expect((await listed(0, 100)).map(({ id }) => id)).toEqual(ids);
      expect((await listed(1, 5)).map(({ id }) => id)).toEqual(ids.slice(0, 4));
      expect((await listed(2, 2)).map(({ id }) => id)).toEqual([]);
      const paged: string[] = [];
      for (;;) {
        const page = { limit: 2, ...(paged.length === 0 ? {} : { after: paged.at(-1) ?? '' }) };
        const next = await store.listExpiring(NOW, minutesLater(100 * DAY), page);
        if (next.length === 0) break;
        paged.push(...next.map(({ id }) => id));
      }
      expect(paged).toEqual(ids);
    });

    test('say whose they are, their link unless it is off, and whether the holder can be mailed', async () => {
      const { store } = under;
      const validUntil = minutesLater(DAY);
      const shared = await issue(store, { validUntil, shareId: 'share-1' });
      const off = await issue(
        store,
        { validUntil, shareId: 'share-2' },
        { holder: { externalId: 'T-9', name: 'B' } },
      );
      await store.turnOffShare('share-2', NOW, audit);
      const told = mailOf(off.holderId ?? '', { credentialId: off.id, kind: 'expiring' });
      const other = mailOf(shared.holderId ?? '', { credentialId: shared.id, kind: 'issued' });
      await store.addMails([told, other], audit);
      const { issuerSlug, kind, holderId, achievement, name, holderName } = shared;
      expect(await listed(0, 2)).toEqual([
        {
          ...{ id: shared.id, issuerSlug, kind, holderId, achievement, name, holderName, validUntil },
          ...{ shareId: 'share-1', canBeMailed: true, isRenewed: false, isTold: false },
        },
        expect.objectContaining({ id: off.id, shareId: null, canBeMailed: false, isTold: true }),
      ]);
    });

    test('are renewed once the same person has the same with a later end, or none', async () => {
      const { store } = under;
      const ending = { validUntil: minutesLater(DAY) };
      const isRenewed = async () => (await listed(0, 2)).map((one) => one.isRenewed);
      await issue(store, ending);
      await issue(store, ending);
      await issue(store, { validUntil: minutesLater(9 * DAY), holderName: 'Another Name' });
      await issue(
        store,
        {},
        { achievement: { code: 'domain-2', version: '1', programCode: 'p', programVersion: '1' } },
      );
      await issue(store, {}, distinct());
      expect(await isRenewed()).toEqual([false, false]);
      const later = await issue(store, { validUntil: minutesLater(9 * DAY) });
      expect(await isRenewed()).toEqual([true, true]);
      await changeStanding(store, later.id, 'revoke');
      expect(await isRenewed()).toEqual([false, false]);
    });

    test('without an end are the latest of all', async () => {
      await issue(under.store, { validUntil: minutesLater(DAY) });
      await issue(under.store);
      expect(await listed(0, 2)).toMatchObject([{ isRenewed: true }]);
    });
  });
}

/** Somebody else each time. */
function distinct() {
  return { holder: { externalId: randomUUID(), name: 'María Hernández' } };
}
