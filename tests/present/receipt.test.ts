import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_NAMES, VERDICTS, type Verdict } from '../../src/model/verification.ts';
import { isAuthentic } from '../../src/present/describe-outcome.ts';
import { plainLine, quoteLine } from '../../src/present/receipt/plain-line.ts';
import { writeReceiptHtml, writeSummaryHtml } from '../../src/present/receipt/receipt-html.tsx';
import { receiptId } from '../../src/present/receipt/receipt-id.ts';
import { receiptOf } from '../../src/present/receipt/receipt-of.ts';
import { recheckUrlOf } from '../../src/present/receipt/recheck-url.ts';
import { summaryReceiptOf } from '../../src/present/receipt/summary-receipt.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import { LANGUAGES } from '../../src/present/words/words.ts';
import { RESULTS, resultOf } from './sample-results.ts';

const BASE = {
  words: WORDS.en,
  policyName: 'Lincoln USD',
  policySha256: 'cd'.repeat(32),
  source: 'nunez.json',
  checkedWith: 'page',
  checkerName: 'Maria López',
  recheckUrl: 'https://badges.example.org/verify',
  timeZone: 'America/Los_Angeles',
} as const;

const UNPROVEN: readonly Verdict[] = ['not-genuine', 'key-unknown', 'unsupported-proof', 'unreadable'];

describe('a receipt', () => {
  it.each(VERDICTS)(
    'of %s says who, what, when, how and by which policy, and lists every check',
    async (verdict) => {
      const receipt = await receiptOf(RESULTS[verdict], BASE);
      expect(receipt.verdict).toBe(verdict);
      expect(receipt.headline.length * receipt.sentence.length).toBeGreaterThan(0);
      expect(receipt.checks.map(({ check }) => check)).toEqual(CHECK_NAMES);
      expect(receipt.questions).toHaveLength(verdict === 'unreadable' ? 0 : 4);
      const facts = receipt.check.map(({ name, value }) => `${name}: ${value}`).join('\n');
      expect(facts).toContain('Checked: 21 Nov 2026, 1:25 PM PST (2026-11-21T21:25:00Z)');
      expect(facts).toContain('Checked by: Maria López');
      expect(facts).toContain('By the policy: Lincoln USD');
      expect(facts).toContain(`SHA-256 of the policy: ${'cd'.repeat(32)}`);
      expect(facts).toContain('File or link: nunez.json');
      expect(facts).toContain(`SHA-256 of the file: ${'ab'.repeat(32)}`);
      const isProven = !UNPROVEN.includes(verdict);
      expect(receipt.award !== undefined).toBe(isProven);
      expect(receipt.credential.length > 0).toBe(isProven);
      expect(receipt.claims.length > 0).toBe(!isProven);
      expect(receipt.isSample).toBe(verdict === 'sample');
    },
  );

  it.each(VERDICTS)('of %s shows no check as passed that did not pass', async (verdict) => {
    const result = RESULTS[verdict];
    const { checks, questions } = await receiptOf(result, BASE);
    for (const [index, { outcome, visual, outcomeWord }] of checks.entries()) {
      if (result.checks[index]?.outcome === 'passed') continue;
      expect([outcome, visual]).not.toContain('passed');
      expect(visual).not.toBe('good');
      expect(outcomeWord).not.toBe('Passed');
    }
    if (!isAuthentic(result)) for (const { visual } of questions) expect(visual).not.toBe('good');
  });

  it('of a file whose signature does not hold counts nothing that the file would have to vouch for', async () => {
    const { checks } = await receiptOf(RESULTS['not-genuine'], BASE);
    const words = Object.fromEntries(checks.map(({ check, outcomeWord }) => [check, outcomeWord]));
    expect(words).toMatchObject({ validity: 'Does not count', status: 'Does not count', proof: 'Failed' });
  });

  it('repeats what an unproven file says only in quotation marks, that it cannot end', async () => {
    const said = fc.string({ minLength: 3, maxLength: 40, unit: 'grapheme' }).map((text) => `Ω${text}”Ω`);
    await fc.assert(
      fc.asyncProperty(said, fc.constantFrom(...UNPROVEN), async (text, verdict) => {
        const forged = {
          id: text,
          name: text,
          holderName: text,
          assessor: text,
          issuer: { id: text, name: text },
        };
        const { checks } = RESULTS[verdict];
        const result = resultOf(
          verdict,
          Object.fromEntries(checks.map((check) => [check.check, check])),
          forged,
        );
        const { claims, ...rest } = await receiptOf(result, BASE);
        expect(JSON.stringify(rest)).not.toContain('Ω');
        for (const { value } of claims) expect(value).toMatch(/^“[^“”]*”$/u);
      }),
      { numRuns: 60 },
    );
  });

  it('shows a part by name only where its own signature holds', async () => {
    const forged = {
      ...RESULTS['not-genuine'],
      credential: { ...RESULTS.valid.credential, name: 'Forged part' },
    };
    const result = { ...RESULTS.valid, parts: [RESULTS.expired, forged] } as typeof RESULTS.valid;
    const { parts } = await receiptOf(result, BASE);
    expect(parts.map(({ name, headline }) => `${name}: ${headline}`)).toEqual([
      'Domain I: Collaborative Culture: Expired',
      'A part that cannot be relied on: Not genuine',
    ]);
  });

  it('calls an issuer by what is proven, and by its own name only in quotation marks', async () => {
    const { award, credential } = await receiptOf(RESULTS.valid, BASE);
    expect(award).toBe(
      'badges.example.org, which calls itself “Example County Office of Education”, awarded Domain I: Collaborative Culture to Ana Núñez on 12 Jun 2026. No end date.',
    );
    expect(credential).toContainEqual({ name: 'Issuer, as proven', value: 'badges.example.org' });
    const trust = {
      policy: 'P',
      scope: 'named',
      issuer: { id: 'did:web:badges.example.org', name: 'Known County' },
      chain: [],
    } as const;
    const known = await receiptOf({ ...RESULTS.valid, trust: { ...trust, chain: [] } }, BASE);
    expect(known.award).toMatch(/^Known County \(badges\.example\.org\) awarded/);
    expect(JSON.stringify(known)).not.toContain('Example County Office of Education');
  });

  it('says what was relayed and what is old, and that practice is practice', async () => {
    const options = {
      ...BASE,
      relayed: ['a.example'],
      stale: [{ host: 'b.example', fetchedAt: '2026-11-20T08:00:00Z' }],
    };
    const { notes, isSample, advice } = await receiptOf(RESULTS.valid, { ...options, isSample: true });
    expect(notes.join(' ')).toMatch(
      /a\.example.*b\.example could not be reached: the copy of 20 Nov 2026, 12:00 AM PST/,
    );
    expect([isSample, advice]).toEqual([true, 'It is a sample: do not count it.']);
  });

  it('has no markup of its texts, in either language, and says that status can change', async () => {
    const name = '<img src=x onerror=alert(1)>';
    for (const language of LANGUAGES) {
      const words = WORDS[language];
      const receipt = await receiptOf(resultOf('valid', {}, { name, holderName: name }), { ...BASE, words });
      const html = writeReceiptHtml(receipt, words, '');
      expect(html).not.toContain('<img');
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(words.receipt.statusCanChange);
      expect(html).toContain(words.receipt.qrAlt(BASE.recheckUrl));
      expect(html).not.toContain('undefined');
    }
  });
});

describe('a receipt’s number', () => {
  it('is the same for the same result, and another for another file, time or verdict', async () => {
    const { valid } = RESULTS;
    const id = await receiptId(valid);
    expect(id).toMatch(/^LR-[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(await receiptId({ ...valid, checks: [] } as typeof valid)).toBe(id);
    const others = [
      { sha256: 'ac'.repeat(32) },
      { checkedAt: '2026-11-21T21:25:01Z' },
      { verdict: 'sample' as const },
    ];
    const ids = await Promise.all(others.map((changed) => receiptId({ ...valid, ...changed })));
    expect(new Set([id, ...ids]).size).toBe(4);
  });

  it('is the beginning of the digest that the documentation names', async () => {
    // SHA-256 of "\n\n", by any other tool: 75a11da44c802486bc6f65640aa48a73…
    const id = await receiptId({ checkedAt: '', verdict: '' as Verdict });
    expect(id).toBe(`LR-${toBase32('75a11da44c802486')}`);
  });
});

function toBase32(hex: string): string {
  const bits = [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => letters[Number.parseInt(five, 2)])
    .join('')
    .slice(0, 12);
}

describe('a summary of receipts', () => {
  it('counts them by what people read, and shows each in full', async () => {
    const rows = [RESULTS.valid, RESULTS.expired, RESULTS['not-genuine'], RESULTS.valid].map(
      (result, index) => ({
        source: index === 0 ? 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp' : `${index}.json`,
        report: { result, relayed: [], stale: [] },
      }),
    );
    const { source: _source, recheckUrl: _url, ...options } = BASE;
    const summary = await summaryReceiptOf(rows, { ...options, verifierUrl: BASE.recheckUrl });
    expect(summary.counts.map(({ headline, count }) => `${count} ${headline}`)).toEqual([
      '2 Valid',
      '1 Expired',
      '1 Not genuine',
    ]);
    expect(summary.counts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    expect(summary.receipts[0]?.recheckUrl).toContain('/verify#url=https%3A%2F%2F');
    expect(summary.receipts[1]?.recheckUrl).toBe(BASE.recheckUrl);
    const html = writeSummaryHtml(summary, WORDS.en, '');
    for (const { id } of summary.receipts) expect(html).toContain(id);
    expect(html).toContain('4 credentials were checked.');
  });
});

describe('where to check again', () => {
  it('takes a link along, and nothing else', () => {
    const verifier = 'https://badges.example.org/verify';
    const link = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';
    expect(recheckUrlOf(verifier, link)).toBe(`${verifier}#url=${encodeURIComponent(link)}`);
    for (const source of [
      undefined,
      'nunez.json',
      'set.zip/nunez.json',
      'javascript:alert(1)',
      `https://x.example/${'a'.repeat(400)}`,
    ])
      expect(recheckUrlOf(verifier, source)).toBe(verifier);
  });
});

/** Any characters at all, and more often those that turn, hide or end something. */
const STRANGE = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 0xffff }),
      fc.constantFrom(0x0a, 0x202e, 0x2066, 0xfeff, 0x22, 0x201d, 0xd800),
    ),
    {
      maxLength: 60,
    },
  )
  .map((codes) => String.fromCharCode(...codes));

describe('a line of a stranger’s text', () => {
  it('is one line of bounded length, without what turns or hides text, and the same when it is one already', () => {
    fc.assert(
      fc.property(STRANGE, fc.integer({ min: 2, max: 20 }), (text, most) => {
        const line = plainLine(text, most);
        expect([...line].length).toBeLessThanOrEqual(most);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(plainLine(line, most)).toBe(line);
        expect(quoteLine(text, most).slice(1, -1)).not.toMatch(/["“”]/);
      }),
    );
    expect(plainLine('Ana\u202eza\nNu\u0301n\u0303ez')).toBe('Ana za Núñez');
  });
});
