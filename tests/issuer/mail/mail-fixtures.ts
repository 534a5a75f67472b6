import { expect } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { mailOfNotice } from '../../../src/issuer/mail/mail-notice.ts';
import type { MailState } from '../../../src/store/mail-store.ts';
import { partAward } from '../../support/awards.ts';
import type { TestInstance } from '../../support/test-instance.ts';

export const ADDRESS = 'ana.nunez@teachers.example';

/** Issues a credential to somebody and adds the mail that says so. Returns the mail's id. */
export async function addMailTo(
  { issuing }: Pick<TestInstance, 'issuing'>,
  holder: { name: string; email?: string; externalId?: string } = { name: 'Ana Núñez', email: ADDRESS },
): Promise<string> {
  const { credential, share } = await issueCredential(issuing, partAward('tlms-1', { holder }), {
    actor: 'test',
  });
  const at = issuing.now();
  const mail = mailOfNotice(
    {
      kind: 'issued',
      issuer: '',
      credential: credential.name,
      link: `${issuing.publicUrl}/c/${share?.id}`,
      validUntil: null,
    },
    { holderId: credential.holderId ?? '', credentialId: credential.id, occasion: '1', at },
  );
  const audit = { at, actor: 'test', action: 'mail-added', subject: credential.id };
  const [id] = await issuing.store.addMails([mail], audit);
  if (id === undefined) throw new Error('the mail was added');
  return id;
}

export async function expectState(
  { issuing }: Pick<TestInstance, 'issuing'>,
  id: string,
  state: MailState,
  problem: string | null = null,
): Promise<void> {
  const mails = await issuing.store.listMails({ limit: 200 });
  expect(mails.find((mail) => mail.id === id)).toMatchObject({ state, lastProblem: problem });
}
