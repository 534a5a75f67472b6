import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { composeMail } from '../../../src/issuer/mail/compose-mail.ts';
import { noticeOfMail } from '../../../src/issuer/mail/mail-notice.ts';
import { notifyExpiring, reminderOf, walkExpiring } from '../../../src/issuer/mail/notify-expiring.ts';
import { partAward } from '../../support/awards.ts';
import { openTestInstance, type TestInstance } from '../../support/test-instance.ts';

let instance: TestInstance;
beforeEach(async () => {
  instance = await openTestInstance();
});
afterEach(() => instance.close());

/** Now is 21 November 2026. */
async function issueTo(
  name: string,
  validUntil: string,
  change: { email?: string; externalId?: string } = {},
) {
  const holder = { name, email: `${name.toLowerCase()}@teachers.example`, ...change };
  const { credential } = await issueCredential(
    instance.issuing,
    partAward('tlms-1', { holder, validUntil }),
    { actor: 'test' },
  );
  return credential;
}

const addedFor = async () =>
  (await instance.issuing.store.listMails({ limit: 100 })).map(({ credentialId }) => credentialId).sort();
const moveTo = (day: string) => {
  instance.clock.now = new Date(`${day}T12:00:00Z`);
};

describe('holders of what ends soon', () => {
  it('are told, each once, however often and by how many it is asked', async () => {
    const soon = await issueTo('Ana', '2026-12-31');
    const later = await issueTo('José', '2027-06-30', { email: 'jose@teachers.example' });
    expect(await notifyExpiring(instance.issuing, 90, 'test')).toBe(1);
    expect(await notifyExpiring(instance.issuing, 90, 'test')).toBe(0);
    expect(await addedFor()).toEqual([soon.id]);
    const both = [1, 2, 3].map(() => notifyExpiring(instance.issuing, 300, 'test'));
    expect((await Promise.all(both)).reduce((sum, added) => sum + added, 0)).toBe(1);
    expect(await addedFor()).toEqual([soon.id, later.id].sort());
    const log = await instance.issuing.store.listAudit({ limit: 1_000 });
    expect(log.filter(({ action }) => action === 'mail-added').map(({ subject }) => subject)).toEqual([
      soon.id,
      later.id,
    ]);
    expect(JSON.stringify(log)).not.toMatch(/teachers\.example|Ana/);
  });

  it('are told the day, the credential and the link', async () => {
    const credential = await issueTo('Ana', '2026-12-31');
    await notifyExpiring(instance.issuing, 90, 'test');
    const [mail] = await instance.issuing.store.listMails({ limit: 1 });
    expect(mail?.key).toBe(`expiring:${credential.id}:${credential.validUntil?.toISOString()}`);
    const notice = mail && noticeOfMail(mail);
    const issuer = await instance.issuing.store.findIssuer('');
    if (!notice || !issuer) throw new Error('both are there');
    const { text } = composeMail(notice, { holderName: 'Ana', issuer, sample: false });
    expect(text).toContain('December 31, 2026');
    expect(text).toContain('31 de diciembre de 2026');
    const [share] = await instance.issuing.store.listSharesOfCredential(credential.id);
    expect(text).toContain(`https://badges.county.example/c/${share?.id}`);
  });

  it('are not told when they have renewed, have no address, or when it is over', async () => {
    await issueTo('Ana', '2026-12-31');
    moveTo('2026-11-22');
    await issueTo('Ana', '2031-12-31');
    await issueTo('Nobody', '2026-12-31', { email: '', externalId: 'T-1' });
    const over = await issueTo('José', '2026-11-30', { email: 'jose@teachers.example' });
    moveTo('2026-12-01');
    const reminders: unknown[] = [];
    for await (const credential of walkExpiring(instance.issuing, 90)) {
      expect(credential.id).not.toBe(over.id);
      reminders.push(reminderOf(credential));
    }
    expect(reminders.sort()).toEqual(['no-address', 'renewed']);
    expect(await notifyExpiring(instance.issuing, 90, 'test')).toBe(0);
    expect(await addedFor()).toEqual([]);
  });
});
