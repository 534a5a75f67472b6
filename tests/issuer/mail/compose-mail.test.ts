import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMail, type MailContext } from '../../../src/issuer/mail/compose-mail.ts';
import { type MailNotice, mailOfNotice, noticeOfMail } from '../../../src/issuer/mail/mail-notice.ts';
import { nextAttempt } from '../../../src/issuer/mail/next-attempt.ts';

const LINK = 'https://badges.county.example/c/AbCdEfGhIjKlMnOp';
const CONTEXT: MailContext = {
  holderName: 'Ana Núñez',
  issuer: { name: 'Test County', url: 'https://county.example', email: 'office@county.example' },
  sample: false,
};
const ABOUT = { issuer: '', credential: 'Domain I: Collaboration', link: LINK };
const NOTICES: MailNotice[] = [
  { kind: 'issued', ...ABOUT, validUntil: null },
  { kind: 'renewed', ...ABOUT, validUntil: '2031-03-05T23:59:59.000Z' },
  { kind: 'replaced', ...ABOUT, sentence: null },
  { kind: 'withdrawn', ...ABOUT, sentence: 'It was issued by mistake.' },
  { kind: 'on-hold', ...ABOUT, sentence: null },
  { kind: 'restored', ...ABOUT },
  { kind: 'expiring', ...ABOUT, validUntil: '2027-03-05T23:59:59.000Z' },
];
const kinds = NOTICES.map((notice) => [notice.kind, notice] as const);

function noticeOf(kind: MailNotice['kind']): MailNotice {
  const found = NOTICES.find((notice) => notice.kind === kind);
  if (!found) throw new Error(`there is a notice of kind ${kind}`);
  return found;
}

describe.each(kinds)('a notice: %s', (_, notice) => {
  it('greets by name and says which credential, whose, and how to reach them, in both languages', () => {
    const { subject, text } = composeMail(notice, CONTEXT);
    const [english = '', spanish = ''] = text.split('\n\n\n');
    expect(english).toMatch(/^Hello Ana Núñez,\n\n[A-Z]/);
    expect(spanish).toMatch(/^Hola, Ana Núñez:\n\n[¡A-Z]/);
    for (const part of [english, spanish]) {
      for (const word of [
        'Domain I: Collaboration',
        'Test County',
        'office@county.example',
        'https://county.example',
      ])
        expect(part).toContain(word);
      expect(part).not.toMatch(/null|undefined|\[object|NaN|Invalid/);
    }
    expect(subject).toMatch(/^.+ \/ .+: Domain I: Collaboration$/);
    expect(subject + text).not.toMatch(/SAMPLE|MUESTRA/);
  });

  it('says at once that it is a sample, if it is', () => {
    const { subject, text } = composeMail(notice, { ...CONTEXT, sample: true });
    expect(subject).toMatch(/^\[SAMPLE \/ MUESTRA\] /);
    expect(text).toMatch(/^SAMPLE\. /);
    expect(text.split('\n\n\n')[1]).toMatch(/^MUESTRA\. /);
  });

  it('does without a link and without the issuer’s address', () => {
    const { text } = composeMail(
      { ...notice, link: null },
      { ...CONTEXT, issuer: { ...CONTEXT.issuer, email: null } },
    );
    expect(text).not.toMatch(/null|undefined|\/c\//);
    expect(text.split('https://county.example').length).toBeGreaterThanOrEqual(3);
  });

  it('is one line each, short and as it is seen, whatever stands in a name', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        'x\r\nBcc: eve@evil.example\r\n\r\nbody',
        '\u202egnp.exe\u2066',
        'عائشة محمد',
        'x'.repeat(5_000),
        '👩🏽‍🏫'.repeat(300),
        '\ud800 lone',
        '\u0000\u001b[2J\u0085',
      ),
      fc.string({ unit: 'binary', maxLength: 400 }),
    );
    const lines = (text: string) => text.split('\n').length;
    const plain = composeMail(notice, CONTEXT);
    fc.assert(
      fc.property(hostile, hostile, hostile, (credential, holderName, name) => {
        const { subject, text } = composeMail(
          { ...notice, credential },
          { ...CONTEXT, holderName, issuer: { ...CONTEXT.issuer, name } },
        );
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(subject.isWellFormed() && text.isWellFormed()).toBe(true);
        expect([...subject].length).toBeLessThan(200);
        // A name that is nothing that can be seen leaves an empty line, and no name a new one.
        expect(lines(text)).toBe(lines(plain.text));
      }),
    );
  });

  it('is kept as payload and read back, without an address', () => {
    const at = new Date('2026-11-21T12:00:00Z');
    const mail = mailOfNotice(notice, { holderId: 'h', credentialId: 'urn:uuid:1', occasion: 'o', at });
    expect(mail).toMatchObject({ key: `${notice.kind}:urn:uuid:1:o`, kind: notice.kind, notBefore: at });
    expect(mail.payload).not.toHaveProperty('kind');
    expect(noticeOfMail(JSON.parse(JSON.stringify(mail)))).toEqual(notice);
    expect(noticeOfMail({ ...mail, kind: 'nonsense' })).toBeNull();
    expect(noticeOfMail({ ...mail, payload: {} })).toBeNull();
    expect(() =>
      mailOfNotice(
        { ...notice, link: 'javascript:alert(1)' },
        { ...mail, credentialId: 'x', occasion: 'o', at },
      ),
    ).toThrow();
    // A reason's code or a private note has no way in.
    expect(() =>
      mailOfNotice({ ...notice, reason: 'misconduct' } as never, {
        ...mail,
        credentialId: 'x',
        occasion: 'o',
        at,
      }),
    ).toThrow();
  });
});

describe('a mail says', () => {
  const textOf = (notice: MailNotice) => composeMail(notice, CONTEXT).text;

  it('through which day, in each language’s words', () => {
    for (const kind of ['expiring'] as const) {
      expect(textOf(noticeOf(kind))).toContain('through March 5, 2027');
      expect(textOf(noticeOf(kind))).toContain('5 de marzo de 2027');
    }
    expect(textOf(noticeOf('renewed'))).toContain('March 5, 2031');
    expect(textOf(noticeOf('issued'))).not.toMatch(/valid through|válida hasta/);
  });

  it('how to appeal a withdrawal, with the public sentence if there is one', () => {
    expect(textOf(noticeOf('withdrawn'))).toMatch(/you can appeal.*office@county\.example/);
    expect(textOf(noticeOf('withdrawn'))).toMatch(/puede apelar.*office@county\.example/);
    expect(textOf(noticeOf('withdrawn'))).toContain('Test County says: “It was issued by mistake.”');
    const silent: MailNotice = { kind: 'withdrawn', ...ABOUT, sentence: ' \n ' };
    expect(textOf(silent)).not.toMatch(/says:|dice:/);
  });

  it('that the link is the same and opens the corrected one', () => {
    expect(textOf(noticeOf('replaced'))).toMatch(new RegExp(`same as before.*corrected one:\n${LINK}`));
    expect(textOf(noticeOf('withdrawn'))).not.toContain(LINK);
  });
});

describe('the next attempt', () => {
  const NOW = new Date('2026-11-21T12:00:00Z');
  const minutesUntil = (attempts: number) => {
    const next = nextAttempt(attempts, NOW);
    return next === null ? null : (next.getTime() - NOW.getTime()) / 60_000;
  };

  it('comes later and later, and no more after two days', () => {
    const waits: number[] = [];
    for (let attempt = 1; ; attempt++) {
      const wait = minutesUntil(attempt);
      if (wait === null) break;
      waits.push(wait);
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeLessThanOrEqual(2 * 24 * 60);
    expect(total).toBeGreaterThan(24 * 60);
    expect(minutesUntil(1e9)).toBeNull();
  });
});
