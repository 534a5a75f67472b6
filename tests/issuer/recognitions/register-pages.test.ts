import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRecognitions } from '../../../src/issuer/archive/list-recognitions.ts';
import type { Archiving } from '../../../src/issuer/archive/public-document.ts';
import { fetchOwnDocumentsFirst } from '../../../src/issuer/own-documents.ts';
import { recognize } from '../../../src/issuer/recognitions/recognize.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { type FetchDocument, FetchFailure } from '../../../src/model/verification.ts';
import { fetchRegisters } from '../../../src/verify/recognition/fetch-registers.ts';
import { openTestInstance, PUBLIC_URL, type TestInstance } from '../../support/test-instance.ts';

/** A register whose recognitions are large: each page stays a document that verifiers read, and none is left out. */
const MOST_BYTES = 1_000_000;
const SIZE = 12;
const register = `${PUBLIC_URL}/recognitions`;
const roots = [
  { id: 'did:web:issuer.example', name: 'One', recognitions: register },
  { id: 'did:web:issuer.example:issuers:two', name: 'Two', recognitions: register },
];
let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
  for (let i = 0; i < SIZE; i++) {
    const recognizes = { id: `did:web:of.example:${i}`, name: `Issuer ${i}` };
    await recognize(
      instance.issuing,
      { recognizes, comment: 'A long chain. '.repeat(140) },
      { actor: 'test' },
    );
  }
  // As if each carried a chain: the text is read as it is kept.
  const { store } = instance.issuing;
  const list = store.listRecognitions.bind(store);
  store.listRecognitions = async (...asked) =>
    (await list(...asked)).map((one) => ({
      ...one,
      body: JSON.stringify({ ...JSON.parse(one.body), filler: 'x'.repeat(120_000) }),
    }));
});
afterAll(() => instance.close());

async function readAll(fetchDocument: FetchDocument): Promise<string[]> {
  const asked: string[] = [];
  const { statements, unreachable } = await fetchRegisters(roots, async (url) => {
    asked.push(url);
    const fetched = await fetchDocument(url);
    expect(JSON.stringify(fetched.document).length).toBeLessThan(MOST_BYTES);
    return fetched;
  });
  expect(unreachable).toBe(false);
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked).size).toBe(asked.length);
  return statements.map(({ subject }) => subject.id).sort();
}

const everyone = Array.from({ length: SIZE }, (_, i) => `did:web:of.example:${i}`).sort();

it('is read by the instance itself', async () => {
  const fetchDocument = fetchOwnDocumentsFirst(instance.issuing, async () => {
    throw new FetchFailure('not-found');
  });
  expect(await readAll(fetchDocument)).toEqual(everyone);
});

it('is read from the archive, by addresses without a query', async () => {
  const documents = new Map<string, JsonObject>();
  for await (const { urls, body } of listRecognitions({ issuing: instance.issuing } as Archiving))
    for (const url of urls) documents.set(url, JSON.parse(body));
  expect([...documents.keys()].filter((url) => url.includes('?'))).toEqual([]);
  const fetchDocument: FetchDocument = async (url) => {
    const document = documents.get(url);
    if (document === undefined) throw new FetchFailure('not-found');
    return { document };
  };
  expect(await readAll(fetchDocument)).toEqual(everyone);
});
