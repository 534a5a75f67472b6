import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { FetchDocument, StatusNotice, VerificationResult } from '../../src/model/verification.ts';
import { ResultView } from '../../src/present/result-view.tsx';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { fetchNotice } from '../../src/verify/checks/status-notice.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import {
  createKeyIssuer,
  createWebIssuer,
  type Documents,
  fetchFrom,
  NOW,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
  type TestIssuer,
} from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from './sample-credentials.ts';

const ORIGIN = 'https://badges.example.org';
const LINK = `${ORIGIN}/c/q7Jm2xVt9KfRw3Lp`;
const ID = 'urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b101';

/** What is made of a document at the notice's address. */
const read = (document: unknown) =>
  fetchNotice(STATUS_LIST_URL, ID, async () => ({ document: document as JsonObject }));
const statementOf = async (statement: unknown) => (await read({ statement }))?.statement;
const linkOf = async (url: unknown) => (await read({ replacement: { url } }))?.replacement?.url;

describe('a notice', () => {
  it('is asked for beside the list, under the digest of the credential’s id', async () => {
    const asked: string[] = [];
    const fetchDocument: FetchDocument = async (url) => {
      asked.push(url);
      return { document: {} };
    };
    await fetchNotice(STATUS_LIST_URL, ID, fetchDocument);
    expect(asked).toEqual([`${ORIGIN}/notices/${createHash('sha256').update(ID).digest('hex')}`]);
  });

  it.each([
    ['no id', STATUS_LIST_URL, undefined],
    ['a list of other software', 'https://badges.example.org/credentials/status/3', ID],
    ['no address', 'status/1', ID],
  ])('is not asked for with %s', async (_, listUrl, id) => {
    const fetchDocument = () => Promise.reject(new Error('asked'));
    expect(await fetchNotice(listUrl, id, fetchDocument)).toBeNull();
  });

  it('is read as Lectern writes it', async () => {
    const since = '2026-11-20T09:00:00.000Z';
    expect(
      await read({
        standing: 'revoked',
        since,
        statement: 'A word.',
        replacement: { issued: since, url: LINK },
      }),
    ).toEqual({ since, statement: 'A word.', replacement: { issued: since, url: LINK } });
  });

  it.each([
    ['another origin', 'https://elsewhere.example/c/q7Jm2xVt9KfRw3Lp'],
    ['a name that begins alike', 'https://badges.example.org.evil.example/c/q7Jm2xVt9KfRw3Lp'],
    ['a user before the name', 'https://badges.example.org@evil.example/c/q7Jm2xVt9KfRw3Lp'],
    ['a user of the site', 'https://a:b@badges.example.org/c/q7Jm2xVt9KfRw3Lp'],
    ['plain http', 'http://badges.example.org/c/q7Jm2xVt9KfRw3Lp'],
    ['a path that leads out', `${ORIGIN}/c/../admin/q7Jm2xVt9KfRw3Lp`],
    ['a path that leads out, hidden', `${ORIGIN}/c/%2e%2e/q7Jm2xVt9KfRw3Lp`],
    ['a path below', `${LINK}/more`],
    ['a query', `${LINK}?to=https://evil.example`],
    ['a fragment', `${LINK}#x`],
    ['a script', 'javascript:alert(1)'],
    ['a script with our name', `javascript://badges.example.org/c/q7Jm2xVt9KfRw3Lp`],
    ['a data: address', 'data:text/html,x'],
    ['a part of an address', '/c/q7Jm2xVt9KfRw3Lp'],
    ['10 kB', `${ORIGIN}/c/${'a'.repeat(10_000)}`],
    ['an object', { href: LINK }],
  ])('gives no link to %s', async (_, url) => {
    expect(await linkOf(url)).toBeUndefined();
  });

  it.each([
    ['a tab in the address', `${ORIGIN}/c/q7Jm2x\tVt9KfRw3Lp`],
    ['blanks around it', ` ${LINK}\n`],
    ['capitals in the name', LINK.replace('badges', 'BADGES')],
  ])('gives the link as the browser understands it: %s', async (_, url) => {
    expect(await linkOf(url)).toBe(LINK);
  });

  it.each([
    ['lines', 'One\r\nTwo\u2028Three\tFour', 'One Two Three Four'],
    ['what a terminal obeys', '\u001b[2JGone\u009b31m', '[2JGone 31m'],
    ['directions', 'a\u202eb\u2066c\u200f', 'a b c'],
    ['nothing that is seen', '\u200b\ufeff\u00ad \u2063', undefined],
    ['half a character', 'a\ud800b', 'a b'],
    ['towers of marks', `a${'\u0301'.repeat(200)}b`, `a${'\u0301'.repeat(3)}b`],
    ['no text', { toString: 'x' }, undefined],
  ])('gives %s as a plain sentence', async (_, statement, plain) => {
    expect(await statementOf(statement)).toBe(plain);
  });

  it('keeps 300 characters, none of them cut in two', async () => {
    const statement = await statementOf('🎓'.repeat(5_000));
    expect(statement).toBe('🎓'.repeat(300));
    expect(await statementOf(`${'a'.repeat(299)}🎓b`)).toBe(`${'a'.repeat(299)}🎓`);
  });

  it('of whatever kind is never more than times, a sentence and a link of the same site', async () => {
    const anything = fc.jsonValue({ depthSize: 'small' });
    const notice = fc.record(
      {
        since: anything,
        statement: fc.oneof(anything, fc.string({ unit: 'binary' })),
        replacement: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, notice), async (document) => {
        const found = await read(document);
        if (found === null) return;
        const { since, statement, replacement, ...more } = found;
        expect(more).toEqual({});
        if (since !== undefined) expect(Number.isNaN(Date.parse(since))).toBe(false);
        if (statement !== undefined) {
          expect([...statement].length).toBeLessThanOrEqual(300);
          expect(statement).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);
        }
        if (replacement?.url !== undefined)
          expect(replacement.url).toMatch(/^https:\/\/badges\.example\.org\/c\//);
      }),
      { numRuns: 500 },
    );
  });
});

/** Someone's credential whose bit is set in their own list, with this notice beside it. */
async function withdraw(issuer: TestIssuer, documents: Documents, notice: StatusNotice) {
  const credential = await sign(issuer, buildMicro(issuer.did));
  await publishStatusList(documents, issuer, { set: [STATUS_INDEX] });
  const digest = createHash('sha256').update(String(credential['id'])).digest('hex');
  documents.set(`${ORIGIN}/notices/${digest}`, notice as JsonObject);
  const options = { fetchDocument: fetchFrom(documents), now: NOW };
  return { credential, verify: (each: JsonObject) => verifyCredential(each, options) };
}

const show = (result: VerificationResult) =>
  String(ResultView({ words: ENGLISH, result, checkedBy: 'server', timeZone: 'UTC' }));
const NOTICE: StatusNotice = { statement: 'Call 555-0100.', replacement: { url: LINK } };

describe('the words and the link of a notice', () => {
  it('are shown of what its issuer signed and replaced', async () => {
    const documents: Documents = new Map();
    const issuer = await createWebIssuer(documents);
    const { credential, verify } = await withdraw(issuer, documents, NOTICE);
    const result = await verify(credential);
    expect(result.verdict).toBe('replaced');
    expect(show(result)).toContain('“Call 555-0100.”');
    expect(show(result)).toContain(`href="${LINK}"`);
  });

  it('are not shown of a file that was changed, by anyone and with any list', async () => {
    const documents: Documents = new Map();
    const issuer = await createWebIssuer(documents);
    const { credential, verify } = await withdraw(issuer, documents, NOTICE);
    for (const forged of [
      { ...credential, name: 'Changed' },
      { ...credential, proof: [] },
      { ...credential, proof: [{ ...credential.proof[0], proofValue: 'z1' }] },
    ]) {
      const result = await verify(forged as JsonObject);
      expect(['not-genuine', 'key-unknown']).toContain(result.verdict);
      expect(show(result)).not.toMatch(/555-0100|q7Jm2xVt9KfRw3Lp/);
    }
  });

  it('are not shown of a stranger who signs in another’s name, with a list and a notice of his own', async () => {
    const documents: Documents = new Map();
    await createWebIssuer(documents);
    const stranger = await createWebIssuer(new Map(), { seed: 99 });
    const { credential, verify } = await withdraw(stranger, documents, NOTICE);
    const result = await verify(credential);
    expect(result.verdict).toBe('key-unknown');
    expect(show(result)).not.toMatch(/555-0100|q7Jm2xVt9KfRw3Lp/);
  });

  it('of a revoked key: the link only, and only by a list that another key of the issuer signed', async () => {
    const documents: Documents = new Map();
    const issuer = await createWebIssuer(documents);
    const { credential, verify } = await withdraw(issuer, documents, NOTICE);
    const next = await createWebIssuer(new Map(), { seed: 2 });
    const listOf = ({ didDocument }: typeof issuer, name: string) => didDocument[name] as JsonObject[];
    const revoked = '2026-11-20T00:00:00Z';
    documents.set(`${ORIGIN}/.well-known/did.json`, {
      ...issuer.didDocument,
      verificationMethod: [
        ...listOf(issuer, 'verificationMethod').map((method) => ({ ...method, revoked })),
        ...listOf(next, 'verificationMethod'),
      ],
      assertionMethod: [...listOf(issuer, 'assertionMethod'), ...listOf(next, 'assertionMethod')],
    });
    // Whoever has the revoked key can sign a list with it, and is not believed.
    const byThief = await verify(credential);
    expect(byThief.verdict).toBe('not-genuine');
    expect(show(byThief)).toContain('has revoked the key');
    expect(show(byThief)).not.toMatch(/555-0100|q7Jm2xVt9KfRw3Lp/);
    await publishStatusList(documents, next, { set: [STATUS_INDEX] });
    const byIssuer = await verify(credential);
    expect(byIssuer.verdict).toBe('not-genuine');
    expect(show(byIssuer)).toContain(`href="${LINK}"`);
    expect(show(byIssuer)).not.toContain('555-0100');
  });

  it('are not shown of a key that nobody vouches for', async () => {
    const documents: Documents = new Map();
    const stranger = await createKeyIssuer(99);
    const { credential, verify } = await withdraw(stranger, documents, NOTICE);
    const result = await verify(credential);
    expect(result.verdict).toBe('replaced');
    expect(show(result)).not.toMatch(/555-0100|q7Jm2xVt9KfRw3Lp/);
  });

  it('do not lead away from the domain of the issuer that signed', async () => {
    const documents: Documents = new Map();
    const issuer = await createWebIssuer(documents, { did: 'did:web:elsewhere.example' });
    const { credential, verify } = await withdraw(issuer, documents, NOTICE);
    const result = await verify(credential);
    expect(result.verdict).toBe('replaced');
    expect(show(result)).not.toContain(`href="${LINK}"`);
  });

  it('take nothing back: a notice that says it is in force leaves it withdrawn', async () => {
    const documents: Documents = new Map();
    const issuer = await createWebIssuer(documents);
    const { credential, verify } = await withdraw(issuer, documents, {
      standing: 'in-force',
    } as StatusNotice);
    expect((await verify(credential)).verdict).toBe('revoked');
  });
});
