import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handIn } from '../../../src/pages/handed-in.ts';
import { chooseCode } from '../../../src/pages/qr/choose-code.ts';
import { readCode } from '../../../src/pages/qr/read-code.ts';

const page = new URL('https://badges.county.example/verify');
const LINK = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';

describe('what a QR code says', () => {
  it.each([
    [LINK, LINK],
    [` ${LINK}\n`, LINK],
    ['HTTPS://BADGES.EXAMPLE.ORG/C/Q7', 'HTTPS://BADGES.EXAMPLE.ORG/C/Q7'],
    ['badges.example.org/c/q7', 'https://badges.example.org/c/q7'],
    ['eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2ln', 'eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2ln'],
    ['{"@context": []}', '{"@context": []}'],
  ])('%j is checked', (code, text) => {
    expect(readCode(code, page)).toEqual({ ok: true, text });
  });

  it.each([
    ['openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fx.example', 'wallet-offer'],
    ['OPENID4VP://authorize?x', 'wallet-offer'],
    ['interaction:https://x.example/i/1?iuv=1', 'wallet-offer'],
    ['https://x.example/i/1?iuv=1', 'wallet-offer'],
    ['https://lcw.app/request?request=%7B%7D', 'wallet-offer'],
    ['https://x.example/?a=b&credential_offer_uri=https%3A%2F%2Fy.example', 'wallet-offer'],
    ['VP1-B3ECQDIYACEMHIGDODB6', 'wallet-presentation'],
    ['WIFI:T:WPA;S:staff;P:secret;;', 'other-code'],
    ['javascript:alert(1)', 'other-code'],
    ['data:text/html,x', 'other-code'],
    ['Ana Núñez', 'other-code'],
    ['https://', 'other-code'],
    ['{nothing', 'other-code'],
    ['', 'other-code'],
    [`${LINK}${'x'.repeat(9000)}`, 'other-code'],
  ])('%j is none: %s', (code, problem) => {
    expect(readCode(code, page)).toEqual({ ok: false, problem });
  });

  it('shows of a link that may not be asked its host alone', () => {
    const problem = 'unsafe-link';
    expect(readCode('http://x.example/a?b#c', page)).toEqual({ ok: false, problem, host: 'x.example' });
    expect(readCode('https://good.example@evil.example/c/1', page)).toEqual({
      ok: false,
      problem,
      host: 'evil.example',
    });
    expect(readCode('http://localhost:8080/c/1', page)).toMatchObject({ ok: false, problem });
    const local = new URL('http://localhost:8080/verify');
    expect(readCode('http://localhost:8080/c/1', local)).toMatchObject({ ok: true });
  });

  it('is never more than what could be pasted', () => {
    fc.assert(
      fc.property(
        fc
          .string()
          .chain((text) =>
            fc.constantFrom(text, `https://${text}`, `a.example/${text}`, `{"${text}`, `ey.${text}`),
          ),
        (code) => {
          const read = readCode(code, page);
          const isPasted =
            read.ok && handIn(read.text) !== null && code.includes(read.text.replace('https://', ''));
          return isPasted || !read.ok;
        },
      ),
    );
  });
});

describe('the codes of a picture', () => {
  it('are looked through for the one that can be checked', () => {
    expect(chooseCode([], page)).toEqual({ ok: false, problem: 'no-code' });
    expect(chooseCode(['WIFI:x', LINK, 'VP1-x'], page)).toEqual({ ok: true, text: LINK });
    expect(chooseCode(['VP1-x', 'WIFI:x'], page)).toEqual({ ok: false, problem: 'wallet-presentation' });
  });

  it('are not chosen among when several can be checked', () => {
    expect(chooseCode([LINK, `${LINK}2`], page)).toEqual({ ok: false, problem: 'several-codes' });
    expect(chooseCode([LINK, LINK.replace('https://', '')], page)).toEqual({ ok: true, text: LINK });
  });
});
