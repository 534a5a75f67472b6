import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFetchDocument } from '../../src/pages/fetch-document.ts';
import { type HandedIn, handIn, handInForm, mayBeMany, readHandedIn } from '../../src/pages/handed-in.ts';
import { isAllowedUrl } from '../../src/pages/is-allowed-url.ts';
import { readLink } from '../../src/pages/read-link.ts';

const PAGE = new URL('https://badges.example.org/verify');
const LOCAL_PAGE = new URL('http://localhost:8080/verify');
const DOCUMENT = 'https://issuer.example.org/.well-known/did.json';

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

describe('fetching a document', () => {
  const fetchDocument = () => createFetchDocument({ page: PAGE });

  it('tells the other side nothing of who asks', async () => {
    const fetch = answer(() => Response.json({ id: 'x' }));
    expect((await fetchDocument()(DOCUMENT)).document).toEqual({ id: 'x' });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
    });
    expect(fetch.mock.calls[0]?.[1]?.body).toBeUndefined();
  });

  it('asks once for what several proofs need, and says whom it waits for', async () => {
    const fetch = answer(() => Response.json({ id: 'x' }));
    const heard: string[] = [];
    const once = createFetchDocument({
      page: PAGE,
      onWaiting: (host) => heard.push(`wait ${host}`),
      onDone: (host) => heard.push(`done ${host}`),
    });
    await Promise.all([once(DOCUMENT), once(DOCUMENT)]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(heard).toEqual(['wait issuer.example.org', 'done issuer.example.org']);
  });

  it('tries three times when nobody answers', async () => {
    const fetch = answer(() => Promise.reject(new TypeError('network')));
    await expect(fetchDocument()(DOCUMENT)).rejects.toMatchObject({ reason: 'unreachable' });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('takes the answer that comes after an outage', async () => {
    const answers = [new Response('', { status: 503 }), Response.json({ id: 'x' })];
    answer(() => answers.shift() as Response);
    expect((await fetchDocument()(DOCUMENT)).document).toEqual({ id: 'x' });
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
    await expect(fetchDocument()(DOCUMENT)).rejects.toMatchObject({ name: 'FetchFailure', reason });
  });

  it('refuses without asking', async () => {
    const fetch = answer(() => Response.json({}));
    await expect(fetchDocument()('http://issuer.example.org/')).rejects.toMatchObject({ reason: 'refused' });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('reading a link', () => {
  it('asks for the credential, not for a page', async () => {
    const fetch = answer(() => new Response('{"a":1}'));
    const read = await readLink('https://badges.example.org/c/x', PAGE);
    expect(read.ok && new TextDecoder().decode(read.bytes)).toBe('{"a":1}');
    expect(JSON.stringify(fetch.mock.calls[0]?.[1]?.headers)).toContain('application/vc');
  });

  it.each([
    ['turned-off', 410],
    ['not-found', 404],
    ['unreachable', 403],
  ])('%s: %i', async (problem, status) => {
    answer(() => new Response('', { status }));
    expect(await readLink('https://badges.example.org/c/x', PAGE)).toEqual({ ok: false, problem });
  });

  it('refuses other schemes', async () => {
    expect(await readLink('http://badges.example.org/c/x', PAGE)).toEqual({ ok: false, problem: 'refused' });
  });
});

describe('what is handed in', () => {
  it('is a link if it is nothing but one', () => {
    expect(handIn(' https://a.example/c/1\n')).toEqual({ kind: 'link', link: 'https://a.example/c/1' });
    expect(handIn('{"id":"https://a.example"}')?.kind).toBe('text');
    expect(handIn('  ')).toBeNull();
  });

  it('is not read further than what can be checked', async () => {
    const file = new Blob(['{'.repeat(11 * 1024 * 1024)]);
    file.arrayBuffer = () => Promise.reject(new RangeError('Array buffer allocation failed'));
    const read = await readHandedIn({ kind: 'file', file }, PAGE);
    expect(read.ok && read.bytes.length).toBe(10 * 1024 * 1024 + 1);
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
