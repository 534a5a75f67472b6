import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import { CONTEXT_SOURCES, readPackagedContext } from '../../scripts/collect-contexts.ts';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import type { JsonObject } from '../../src/model/json.ts';

const CONTEXTS_DIR = join(import.meta.dirname, '../../contexts');
const INTEROP_CONTEXTS = join(process.env['LECTERN_INTEROP_DIR'] ?? '../shared/interop', 'contexts');
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';

interface IndexEntry {
  file: string;
  source: string;
  sha256: string;
}
type Index = Record<string, IndexEntry>;

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const index: Index = readJson(join(CONTEXTS_DIR, 'index.json'));
const urls = Object.keys(index);

/** Absent comparison data is an error, not a reason to skip: a context that drifted would go unnoticed. */
function readInteropIndex(): Index {
  const path = join(INTEROP_CONTEXTS, 'index.json');
  if (!existsSync(path))
    throw new Error(`No contexts to compare with at ${path}. Set LECTERN_INTEROP_DIR to the interop folder.`);
  return readJson(path);
}

describe('contexts/', () => {
  test.each(urls)('%s has the hash that the index states', (url) => {
    const bytes = readFileSync(join(CONTEXTS_DIR, index[url]?.file ?? ''));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(index[url]?.sha256);
  });

  test('index and files agree', () => {
    const files = readdirSync(CONTEXTS_DIR).filter((name) => name !== 'index.json');
    expect(new Set(Object.values(index).map((entry) => entry.file))).toEqual(new Set(files));
  });

  test('index and the collecting script agree', () => {
    expect(CONTEXT_SOURCES.map(({ url, file }) => [url, file])).toEqual(
      urls.map((url) => [url, index[url]?.file]),
    );
  });

  test('index and BUNDLED_CONTEXTS agree', () => {
    expect([...BUNDLED_CONTEXTS.keys()]).toEqual(urls);
    for (const [url, context] of BUNDLED_CONTEXTS)
      expect(context, url).toEqual(readJson(join(CONTEXTS_DIR, index[url]?.file ?? '')));
  });

  test('what comes from a package is what the package carries', async () => {
    for (const { url, from, as } of CONTEXT_SOURCES) {
      if (from === undefined) continue;
      expect(JSON.stringify(BUNDLED_CONTEXTS.get(url)), url).toBe(
        JSON.stringify(await readPackagedContext(from, as ?? url)),
      );
    }
  });

  test('only these are written by hand, because no package carries them', () => {
    expect(urls.filter((url) => index[url]?.source === 'written here')).toEqual([
      'https://www.w3.org/ns/credentials/examples/v2',
      CLR,
    ]);
  });
});

describe('compared with the copies that others made', () => {
  test('every context is among them, with the same content', () => {
    const interop = readInteropIndex();
    for (const [url, context] of BUNDLED_CONTEXTS) {
      const copy = interop[url];
      expect(copy, `${url} in the interop index`).toBeDefined();
      expect(context, url).toEqual(readJson(join(INTEROP_CONTEXTS, copy?.file ?? '')));
    }
  });

  test('these of theirs are left out on purpose', () => {
    const leftOut = Object.keys(readInteropIndex()).filter((url) => !BUNDLED_CONTEXTS.has(url));
    expect(leftOut.sort()).toEqual([
      // Contexts of single projects and of a test vector: no Open Badge has them.
      'https://holashchand.github.io/test_project/insurance-context.json',
      // A draft of Open Badges 3.0, with other term IRIs.
      'https://imsglobal.github.io/openbadges-specification/context.json',
      'https://mosip.github.io/inji-config/contexts/mock-identity-context.json',
      'https://piyush7034.github.io/my-files/farmer.json',
      // CLR before 2.0.1, without `partial` and with the draft's term IRIs.
      'https://purl.imsglobal.org/spec/clr/v2p0/context.json',
      'https://vharsh.github.io/DID/SchoolCredential.json',
      // The context of a plugfest on the same draft.
      'https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json',
      'https://w3id.org/citizenship/v4rc1',
      // No installed package carries it, and its proof type is not among ours.
      'https://w3id.org/security/suites/jws-2020/v1',
      'https://www.w3.org/2018/credentials/examples/v1',
      'https://www.w3.org/ns/odrl.jsonld',
    ]);
  });
});

/**
 * Uses every term that the CLR context defines, and its prefixes. A string beside an object shows the datatype that a
 * term gives to strings, which objects do not.
 */
const clrSample: JsonObject = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    CLR,
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:6b1c1a2e-52a7-4f0e-8f4a-0d1d27a6f0a1',
  type: ['VerifiableCredential', 'ClrCredential'],
  name: 'Teacher leader record',
  partial: true,
  issuer: { id: 'did:web:badges.example.org', type: ['Profile'], name: 'County Office' },
  validFrom: '2026-11-21T00:00:00Z',
  credentialSubject: {
    type: ['ClrSubject'],
    'obi:note': 'prefix',
    'cred:note': 'prefix',
    identifier: [
      { type: 'IdentityObject', hashed: false, identityHash: 'Ana Núñez', identityType: 'name' },
      'urn:example:identifier',
    ],
    achievement: [
      {
        id: 'https://badges.example.org/achievements/tlms-1',
        type: ['Achievement'],
        name: 'Domain I',
        description: 'Collaboration',
        criteria: { narrative: 'Shown at the site.' },
      },
      'https://badges.example.org/achievements/tlms-2',
    ],
    association: [
      {
        type: 'Association',
        associationType: 'isPartOf',
        sourceId: 'https://badges.example.org/achievements/tlms-1',
        targetId: 'https://badges.example.org/achievements/leader',
      },
      'urn:example:association',
    ],
    verifiableCredential: [
      {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        ],
        id: 'urn:uuid:0a0d8f2c-9b5f-4c38-a0ad-55c9d8d62e52',
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        name: 'Domain I',
        issuer: 'did:web:badges.example.org',
        validFrom: '2026-11-21T00:00:00Z',
        credentialSubject: { id: 'did:example:ana', type: ['AchievementSubject'] },
      },
      'urn:example:credential',
    ],
  },
};

async function canonize(document: JsonObject, contexts: ReadonlyMap<string, JsonObject>): Promise<string> {
  const options = {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    documentLoader: async (url: string) => {
      const context = contexts.get(url);
      if (context === undefined) throw new Error(`not bundled: ${url}`);
      return { contextUrl: undefined, documentUrl: url, document: context };
    },
  };
  // The published types know neither `safe` nor RDFC-1.0.
  return jsonld.canonize(document, options as unknown as Parameters<typeof jsonld.canonize>[1]);
}

describe('the CLR context written here', () => {
  test('gives the same N-Quads as the copy of the official one', async () => {
    const file = readInteropIndex()[CLR]?.file ?? '';
    const official = new Map([...BUNDLED_CONTEXTS, [CLR, readJson(join(INTEROP_CONTEXTS, file))]]);
    const ours = await canonize(clrSample, BUNDLED_CONTEXTS);
    expect(ours).toBe(await canonize(clrSample, official));
  });

  test('defines every term that the sample uses it for', async () => {
    const quads = await canonize(clrSample, BUNDLED_CONTEXTS);
    const iris = [...quads.matchAll(/<https:\/\/purl\.imsglobal\.org\/spec\/vc\/clr\/vocab\.html#([^>]+)>/g)];
    expect([...new Set(iris.map(([, term]) => term))].sort()).toEqual([
      'Association',
      'AssociationType',
      'ClrCredential',
      'ClrSubject',
      'achievement',
      'association',
      'identifier-1',
      'partial',
      'sourceId',
      'targetId',
      'verifiableCredential',
    ]);
    for (const term of ['Achievement', 'Identifier'])
      expect(quads).toContain(`"^^<https://purl.imsglobal.org/spec/vc/ob/vocab.html#${term}>`);
    expect(quads).toContain('"^^<https://www.w3.org/2018/credentials#verifiableCredential>');
    expect(quads).toContain('<https://purl.imsglobal.org/spec/vc/ob/vocab.html#note> "prefix"');
    expect(quads).toContain('<https://www.w3.org/2018/credentials#note> "prefix"');
  });
});
