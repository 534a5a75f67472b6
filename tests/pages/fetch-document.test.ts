import { afterEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_POLICY } from '../../src/model/policy.ts';
import { checkFiles } from '../../src/pages/check-files.ts';
import { fetchDocument } from '../../src/pages/fetch-document.ts';
import { type HandedIn, handIn, handInForm, mayBeMany } from '../../src/pages/handed-in.ts';
import { isAllowedUrl } from '../../src/pages/is-allowed-url.ts';
import { forgetDocuments } from '../../src/pages/kept-documents.ts';
import { readLink } from '../../src/pages/read-link.ts';
import { shareDocuments } from '../../src/pages/share-documents.ts';

const PAGE = new URL('https://badges.example.org/verify');
const LOCAL_PAGE = new URL('http://localhost:8080/verify');
const DOCUMENT = 'https://issuer.example.org/.well-known/did.json';
const KEYS = {
  id: 'did:web:issuer.example.org',
  verificationMethod: [{ id: 'did:web:issuer.example.org#k' }],
};

function answer(make: () => Response | Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => make());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}
afterEach(() => void vi.unstubAllGlobals());

describe('what a page may ask for', () => {
  it.each([
    ['https://issuer.example.org/list', PAGE, true],
    ['http://issuer.example.org/list', PAGE, false],
    ['http://localhost:8080/list', PAGE, false],
    ['https://localhost/list', PAGE, false],
    ['http://localhost:8080/list', LOCAL_PAGE, true],
    ['https://issuer.example.org/list', LOCAL_PAGE, true],
    ['https://good.example@evil.example/', PAGE, false],
    ['javascript:alert(1)', PAGE, false],
    ['data:application/json,{}', PAGE, false],
    ['/relative', PAGE, false],
  ])('%s from %s: %s', (url, page, isAllowed) => {
    expect(isAllowedUrl(url, page)).toBe(isAllowed);
  });
});

const AROUND = { page: PAGE };
const fetchOne = () => fetchDocument(DOCUMENT, AROUND);

describe('fetching a document', () => {
  it('tells the other side nothing of who asks', async () => {
    const fetch = answer(() => Response.json({ id: 'x' }));
    expect(await fetchOne()).toMatchObject({ document: { id: 'x' }, isRelayed: false });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
    });
    expect(fetch.mock.calls[0]?.[1]?.body).toBeUndefined();
  });

  it('tries three times when nobody answers', async () => {
    const fetch = answer(() => Promise.reject(new TypeError('network')));
    await expect(fetchOne()).rejects.toMatchObject({ reason: 'unreachable' });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('takes the answer that comes after an outage', async () => {
    const answers = [new Response('', { status: 503 }), Response.json({ id: 'x' })];
    answer(() => answers.shift() as Response);
    expect((await fetchOne()).document).toEqual({ id: 'x' });
  });

  it.each([
    ['not-found', () => new Response('', { status: 404 })],
    ['unreachable', () => new Response('', { status: 403 })],
    ['not-json', () => new Response('<html>')],
    ['not-json', () => new Response('[1]')],
    ['not-json', () => new Response(new Uint8Array([0xff, 0xfe]))],
    ['too-large', () => new Response(`{"a":"${'x'.repeat(1_000_001)}"}`)],
  ])('rejects: %s', async (reason, make) => {
    answer(make);
    await expect(fetchOne()).rejects.toMatchObject({ name: 'FetchFailure', reason });
  });

  it('refuses without asking', async () => {
    const fetch = answer(() => Response.json({}));
    const refused = fetchDocument('http://issuer.example.org/', { ...AROUND, relay: '/relay' });
    await expect(refused).rejects.toMatchObject({ reason: 'refused' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('does without what a file’s page does not have', async () => {
    const page = new URL('file:///C:/verifier.html');
    answer(() => Response.json(KEYS));
    expect((await fetchDocument(DOCUMENT, { page })).document).toEqual(KEYS);
    answer(() => Promise.reject(new TypeError('network')));
    await expect(fetchDocument(DOCUMENT, { page })).rejects.toMatchObject({ reason: 'unreachable' });
    expect(await forgetDocuments()).toBe(false);
  });
});

describe('through the page’s own server', () => {
  const around = { page: PAGE, relay: '/relay' };
  /** The site lets nobody read it; the relay answers. */
  function relayWith(make: () => Response | Promise<Response>) {
    const fetch = vi.fn<typeof globalThis.fetch>(async (input) => {
      if (String(input) !== 'https://badges.example.org/relay') throw new TypeError('Failed to fetch');
      return make();
    });
    vi.stubGlobal('fetch', fetch);
    return fetch;
  }

  it('asks at once, with the address in a header and nowhere else', async () => {
    const fetch = relayWith(() => Response.json(KEYS));
    expect(await fetchDocument(DOCUMENT, around)).toMatchObject({ document: KEYS, isRelayed: true });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(fetch.mock.calls[1]?.[1]).toMatchObject({
      method: 'GET',
      headers: { 'lectern-relay-url': DOCUMENT },
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  it.each([
    [404, 'not-found', 2],
    [422, 'unreachable', 2],
    [502, 'unreachable', 2],
    // It is no help, so the site itself is tried again.
    [429, 'unreachable', 4],
    [500, 'unreachable', 4],
  ])('that answers %i: %s', async (status, reason, requests) => {
    const fetch = relayWith(() => new Response('{}', { status }));
    await expect(fetchDocument(DOCUMENT, around)).rejects.toMatchObject({ reason });
    expect(fetch).toHaveBeenCalledTimes(requests);
  });

  it('that is away itself', async () => {
    const fetch = relayWith(() => Promise.reject(new TypeError('network')));
    await expect(fetchDocument(DOCUMENT, around)).rejects.toMatchObject({ reason: 'unreachable' });
    expect(fetch).toHaveBeenCalledTimes(4);
  });

  it('asks for nothing when the site answered, was too slow, is the page’s own, or it is a notice', async () => {
    for (const [url, make] of [
      [DOCUMENT, () => new Response('', { status: 403 })],
      [DOCUMENT, () => Promise.reject(new DOMException('too slow', 'TimeoutError'))],
      ['https://badges.example.org/status/1', () => Promise.reject(new TypeError('network'))],
      [
        `https://issuer.example.org/notices/${'a'.repeat(64)}`,
        () => Promise.reject(new TypeError('network')),
      ],
    ] as const) {
      const fetch = answer(make);
      await expect(fetchDocument(url, around)).rejects.toMatchObject({ reason: 'unreachable' });
      expect(fetch.mock.calls.map(([input]) => String(input))).not.toContain(
        'https://badges.example.org/relay',
      );
    }
  });
});

describe('checks that run together', () => {
  it('ask once for what several need, and anew in the next run', async () => {
    const fetch = answer(() => Response.json(KEYS));
    const shared = shareDocuments((url) => fetchDocument(url, AROUND));
    const [one, other] = await Promise.all([shared.fetch(DOCUMENT), shared.fetch(DOCUMENT)]);
    expect(one).toBe(other);
    expect(fetch).toHaveBeenCalledTimes(1);
    shared.clear();
    await shared.fetch(DOCUMENT);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('keep a bounded number of documents', async () => {
    const asked: string[] = [];
    const shared = shareDocuments(async (url) => {
      asked.push(url);
      return { document: {}, fetchedAt: new Date(), isRelayed: false, size: 1 };
    });
    for (let i = 0; i <= 500; i++) await shared.fetch(`https://a.example/${i}`);
    await shared.fetch('https://a.example/500');
    expect(asked).toHaveLength(501);
    await shared.fetch('https://a.example/0');
    expect(asked).toHaveLength(502);
  });

  it('keep a bounded number of bytes', async () => {
    let asked = 0;
    const shared = shareDocuments(async () => {
      asked++;
      return { document: {}, fetchedAt: new Date(), isRelayed: false, size: 1_000_000 };
    });
    for (let i = 0; i < 40; i++) await shared.fetch(`https://a.example/${i}`);
    await shared.fetch('https://a.example/0');
    expect(asked).toBe(41);
  });
});

describe('a check', () => {
  const PROOF = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
    verificationMethod: 'did:web:issuer.example.org#k',
    proofValue: `z${'2'.repeat(88)}`,
  };
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: 'did:web:issuer.example.org',
    credentialSubject: { id: 'did:example:ana' },
    // Two proofs, one key.
    proof: [PROOF, { ...PROOF, created: '2026-01-01T00:00:00Z' }],
  };
  const check = (document: Partial<Awaited<ReturnType<typeof fetchDocument>>>) => {
    const heard: string[] = [];
    const report = checkFiles(
      { files: [new Blob([JSON.stringify(credential)])], policy: EMPTY_POLICY },
      {
        fetchDocument: async () => ({
          document: KEYS,
          fetchedAt: new Date('2026-11-20T09:00:00Z'),
          isRelayed: false,
          size: 1,
          ...document,
        }),
        memory: { lists: new WeakMap() },
        onCheck: ({ check }) => heard.push(check),
        onWaiting: (host) => heard.push(`wait ${host}`),
        onDone: (host) => heard.push(`done ${host}`),
      },
    );
    return report.then((answer) => ({ ...answer, heard }));
  };

  it('says whom it waits for, once for each document', async () => {
    const { heard, relayed, stale } = await check({});
    expect(heard.filter((one) => one.includes(' '))).toEqual([
      'wait issuer.example.org',
      'done issuer.example.org',
    ]);
    expect([relayed, stale]).toEqual([[], []]);
  });

  it('says which hosts were relayed, and which could not be refreshed since when', async () => {
    expect((await check({ isRelayed: true })).relayed).toEqual(['issuer.example.org']);
    expect((await check({ notRefreshed: true })).stale).toEqual([
      { host: 'issuer.example.org', fetchedAt: '2026-11-20T09:00:00.000Z' },
    ]);
  });

  it('reads no further than what can be checked, and gives no digest of a part', async () => {
    const large = new Blob(['{'.repeat(11 * 1024 * 1024)]);
    large.arrayBuffer = () => Promise.reject(new RangeError('Array buffer allocation failed'));
    const { result } = await checkFiles(
      { files: [large], policy: EMPTY_POLICY },
      {
        fetchDocument: () => Promise.reject(new Error('nothing is asked for')),
        memory: { lists: new WeakMap() },
        onCheck: () => {},
        onWaiting: () => {},
        onDone: () => {},
      },
    );
    expect([result.verdict, result.sha256]).toEqual(['unreadable', undefined]);
  });
});

describe('reading a link', () => {
  it('asks for the credential, not for a page', async () => {
    const fetch = answer(() => new Response('{"a":1}'));
    const read = await readLink('https://badges.example.org/c/x', AROUND);
    expect(read.ok && (await read.file.text())).toBe('{"a":1}');
    expect(JSON.stringify(fetch.mock.calls[0]?.[1]?.headers)).toContain('application/vc');
  });

  it.each([
    ['turned-off', 410],
    ['not-found', 404],
    ['unreachable', 403],
  ])('%s: %i', async (problem, status) => {
    answer(() => new Response('', { status }));
    expect(await readLink('https://badges.example.org/c/x', AROUND)).toEqual({ ok: false, problem });
  });

  it('refuses other schemes', async () => {
    expect(await readLink('http://badges.example.org/c/x', AROUND)).toEqual({
      ok: false,
      problem: 'refused',
    });
  });
});

describe('what is handed in', () => {
  it('is a link if it is nothing but one', () => {
    expect(handIn(' https://a.example/c/1\n')).toEqual({ kind: 'link', link: 'https://a.example/c/1' });
    expect(handIn('{"id":"https://a.example"}')?.kind).toBe('text');
    expect(handIn('  ')).toBeNull();
  });

  it('is a link also as it is printed on paper, without its scheme', () => {
    expect(handIn('badges.example.org/c/AbC-1')).toEqual({
      kind: 'link',
      link: 'https://badges.example.org/c/AbC-1',
    });
    expect(handIn('localhost:8080/c/AbC-1')).toEqual({ kind: 'link', link: 'http://localhost:8080/c/AbC-1' });
    expect(handIn('eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2ln')?.kind).toBe('text');
  });

  it('is everything that the box holds, so that nothing is passed over in silence', () => {
    const form = new FormData();
    form.set('file', new File([], ''));
    form.set('credential', 'eyJ');
    expect(handInForm(form)).toEqual([{ kind: 'text', text: 'eyJ' }]);
    form.set('file', new File(['{}'], 'credential.json'));
    form.append('file', new File(['{}'], 'part.json'));
    expect(handInForm(form).map(({ kind }) => kind)).toEqual(['file', 'file', 'text']);
  });

  it('may be many, by what it is called or consists of', () => {
    const file = (name: string, type = ''): HandedIn => ({
      kind: 'file',
      file: new File([''], name, { type }),
    });
    expect([file('a.zip'), file('A.CSV'), file('links.txt'), file('a', 'text/csv')].map(mayBeMany)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([file('a.json'), file('a.png', 'image/png')].map(mayBeMany)).toEqual([false, false]);
    expect(mayBeMany({ kind: 'text', text: 'https://a.example/1\nb.example/2' })).toBe(true);
    expect(mayBeMany({ kind: 'text', text: '{"id":"https://a.example/1"}' })).toBe(false);
  });
});
