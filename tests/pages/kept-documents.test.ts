import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchDocument } from '../../src/pages/fetch-document.ts';
import { forgetDocuments, keepDocument, recallDocument } from '../../src/pages/kept-documents.ts';

/** As much of a browser's Cache API as is used here. */
class FakeCaches {
  kept = new Map<string, Map<string, Response>>();
  isFull = false;

  async open(name: string) {
    const entries = this.kept.get(name) ?? new Map<string, Response>();
    this.kept.set(name, entries);
    return {
      match: async (url: string) => entries.get(url)?.clone(),
      keys: async () => [...entries.keys()],
      delete: async (url: string) => entries.delete(url),
      put: async (url: string, response: Response) => {
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
        entries.set(url, response);
      },
    };
  }
  delete = async (name: string) => this.kept.delete(name);
}

let caches: FakeCaches;
beforeEach(() => {
  caches = new FakeCaches();
  vi.stubGlobal('caches', caches);
});
afterEach(() => void vi.unstubAllGlobals());

const URL_OF_LIST = 'https://issuer.example/status/1';
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const keep = (url: string, at = new Date()) => keepDocument(url, new TextEncoder().encode('{"a":1}'), at);
const recall = async (url: string) => {
  const kept = await recallDocument(url);
  return kept === null ? null : [new TextDecoder().decode(kept.bytes), kept.fetchedAt];
};

describe('what this browser keeps', () => {
  it('is there with the time at which it was had, for thirty days', async () => {
    await keep(URL_OF_LIST, ago(29));
    expect(await recall(URL_OF_LIST)).toEqual(['{"a":1}', expect.any(Date)]);
    expect((await recallDocument(URL_OF_LIST))?.fetchedAt.getTime()).toBeLessThan(ago(28).getTime());
    await keep(URL_OF_LIST, ago(31));
    expect(await recall(URL_OF_LIST)).toBeNull();
    expect(caches.kept.get('lectern-documents')?.size).toBe(0);
  });

  it('is at most three hundred documents, the latest', async () => {
    for (let i = 0; i <= 300; i++) await keep(`https://issuer.example/${i}`);
    expect(await recall('https://issuer.example/0')).toBeNull();
    expect(await recall('https://issuer.example/300')).not.toBeNull();
    expect(caches.kept.get('lectern-documents')?.size).toBe(300);
  });

  it('has no address with a query', async () => {
    await keep(`${URL_OF_LIST}?holder=ana`);
    expect(caches.kept.size).toBe(0);
  });

  it('can be forgotten', async () => {
    await keep(URL_OF_LIST);
    expect(await forgetDocuments()).toBe(true);
    expect(await recall(URL_OF_LIST)).toBeNull();
  });

  it('is nothing where there is no room, and no check fails for that', async () => {
    caches.isFull = true;
    await keep(URL_OF_LIST);
    expect(await recall(URL_OF_LIST)).toBeNull();
  });
});

describe('of what is fetched', () => {
  const answer = (document: unknown) => vi.stubGlobal('fetch', async () => Response.json(document));
  const around = { page: new URL('https://badges.example.org/verify') };
  const list = {
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: 'did:web:issuer.example',
    credentialSubject: { encodedList: 'u' },
  };

  it('lists and keys are kept, and used only when nobody answers', async () => {
    answer(list);
    const before = await fetchDocument(URL_OF_LIST, around);
    expect(before.notRefreshed).toBeUndefined();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    const after = await fetchDocument(URL_OF_LIST, around);
    expect(after).toMatchObject({ document: list, notRefreshed: true, fetchedAt: before.fetchedAt });
    // An answer, whatever it is, is newer than any copy.
    for (const status of [403, 404, 410]) {
      vi.stubGlobal('fetch', async () => new Response('', { status }));
      await expect(fetchDocument(URL_OF_LIST, around)).rejects.toThrow();
    }
    answer('nonsense');
    await expect(fetchDocument(URL_OF_LIST, around)).rejects.toThrow();
  });

  it.each([
    ['a notice', { standing: 'revoked', since: '2026-11-20T09:00:00Z' }],
    [
      'a credential',
      { type: ['VerifiableCredential'], issuer: 'did:web:a', credentialSubject: { name: 'Ana' } },
    ],
    ['anything else', { a: 1 }],
  ])('%s is not kept', async (_, document) => {
    answer(document);
    await fetchDocument(URL_OF_LIST, around);
    expect(await recall(URL_OF_LIST)).toBeNull();
  });
});
