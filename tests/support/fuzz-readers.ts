import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { VerifyOptions } from '../../src/verify/check.ts';
import { openFile } from '../../src/verify/containers/open-file.ts';
import { readCredential } from '../../src/verify/read-credential.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { meaningOf } from '../verify/meaning.ts';
import { buildMicro } from '../verify/sample-credentials.ts';
import {
  type Bytes,
  bakedPng,
  bakedSvg,
  bytesOf,
  END,
  HEADER,
  PIXELS,
  packedChunk,
  pdfWith,
  plainPdf,
  pngOf,
  streamOf,
  svgElement,
  textChunk,
  zipOf,
} from './containers.ts';
import { pick, type Random, seededRandom } from './mutations.ts';
import { createTestWorld, fetchFrom, sign } from './test-issuer.ts';

/**
 * Changes files that hold a good credential, byte by byte and piece by piece, and reads them. What gives an answer that was not seen
 * before is kept and changed further. Nothing may throw, and nothing that means something else may be valid.
 */
export interface FuzzReport {
  format: string;
  runs: number;
  /** Different answers that were seen. */
  answers: number;
  /** How often a whole credential was found, and how often it was a changed one, which was verified. */
  found: number;
  changed: number;
  /** The longest that one file took. */
  slowestMs: number;
  /** What must not be, with the seed of the run. */
  failures: string[];
}

interface Format {
  name: string;
  seeds: Bytes[];
  /** A whole container around content that was changed, whose checksums are right. */
  wrap?: (content: Bytes) => Bytes;
}

interface World {
  formats: Format[];
  options: VerifyOptions;
  /** The credentials' texts, as they were baked. */
  texts: ReadonlySet<string>;
  contents: Bytes[];
  meaning: string;
  /** What the JWT says. */
  claims: string;
}

/** The same seed gives the same runs. */
export async function fuzzReaders(runs: number, seed: number, only?: string): Promise<FuzzReport[]> {
  const world = await createWorld();
  const reports: FuzzReport[] = [];
  const formats = world.formats.filter(({ name }) => only === undefined || name === only);
  for (const format of formats) {
    const share = Math.ceil(runs / formats.length);
    reports.push(await fuzzFormat(world, format, share, seededRandom(seed)));
  }
  return reports;
}

async function createWorld(): Promise<World> {
  const { documents, issuer } = await createTestWorld();
  const signed = await sign(issuer, buildMicro(issuer.did));
  const json = JSON.stringify(signed);
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const [[url, document]] = [...documents].filter(([address]) => address.endsWith('did.json')) as [
    [string, JsonObject],
  ];
  const method = {
    id: `${issuer.did}#jwt`,
    type: 'JsonWebKey',
    controller: issuer.did,
    publicKeyJwk: (await exportJWK(publicKey)) as JsonObject,
  };
  const methods = [...(document['verificationMethod'] as Json[]), method];
  documents.set(url, { ...document, verificationMethod: methods, assertionMethod: methods });
  const claims = JSON.stringify({ ...buildMicro(issuer.did), iss: issuer.did });
  const jwt = await new CompactSign(bytesOf(claims))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: method.id })
    .sign(privateKey);
  const pdfs = [true, false].map((useObjectStreams) =>
    pdfWith({ 'a.json': json, 'b.jwt': jwt }, { useObjectStreams }),
  );
  return {
    options: { fetchDocument: fetchFrom(documents), now: new Date('2026-11-21T12:00:00Z') },
    texts: new Set([json, jwt]),
    contents: [bytesOf(json), bytesOf(jwt)],
    meaning: await meaningOf(signed),
    claims: claimsOf(jwt),
    formats: [
      { name: 'json', seeds: [bytesOf(json)] },
      { name: 'jwt', seeds: [bytesOf(jwt)] },
      {
        name: 'png',
        seeds: [bakedPng(json), bakedPng(jwt), pngOf(HEADER, packedChunk(json), PIXELS, END)],
        wrap: (content) => pngOf(HEADER, textChunk(content), PIXELS, END),
      },
      {
        name: 'svg',
        seeds: [
          bytesOf(bakedSvg(svgElement(json))),
          bytesOf(bakedSvg(`<openbadges:credential verify="${jwt}"/>`)),
        ],
      },
      { name: 'pdf', seeds: await Promise.all(pdfs), wrap: pdfAround },
      {
        name: 'zip',
        seeds: [
          zipOf({ name: 'a.json', content: json }, { name: 'b.png', content: bakedPng(jwt), stored: true }),
        ],
        wrap: (content) => zipOf({ name: 'a', content }),
      },
    ],
  };
}

function claimsOf(jwt: string): string {
  const read = readCredential(bytesOf(jwt));
  return read.kind === 'jwt' ? JSON.stringify(read.decoded.credential) : '';
}

function pdfAround(content: Bytes): Bytes {
  const file = '<< /Type /Filespec /F (a.json) /EF << /F 3 0 R >> >>';
  return plainPdf(['<< /Type /Catalog /AF [2 0 R] >>', file, streamOf('/Type /EmbeddedFile', content)]);
}

const MAX_KEPT = 300;

async function fuzzFormat(
  world: World,
  { name, seeds, wrap }: Format,
  runs: number,
  random: Random,
): Promise<FuzzReport> {
  const kept = [...seeds];
  const seen = new Set<string>();
  const report: FuzzReport = {
    format: name,
    runs,
    answers: 0,
    found: 0,
    changed: 0,
    slowestMs: 0,
    failures: [],
  };
  for (let run = 0; run < runs; run++) {
    const bytes =
      wrap !== undefined && random() < 0.3
        ? wrap(mutate(pick(random, world.contents), world.contents, random))
        : mutate(pick(random, kept), kept, random);
    const start = performance.now();
    try {
      const answer = await read(world, bytes, report);
      if (!seen.has(answer)) {
        seen.add(answer);
        if (kept.length < MAX_KEPT) kept.push(bytes);
      }
    } catch (error) {
      report.failures.push(`run ${run}: ${error instanceof Error ? error.message : String(error)}`);
    }
    report.slowestMs = Math.max(report.slowestMs, performance.now() - start);
  }
  return { ...report, answers: seen.size };
}

/** Codes only, so that what is new is a new way through the readers. */
async function read(world: World, bytes: Bytes, report: FuzzReport): Promise<string> {
  const held = await openFile(bytes);
  if (held.length === 0) throw new Error('no answer at all');
  const answers: string[] = [];
  for (const one of held) {
    if (one.kind === 'unreadable') {
      answers.push(one.code);
      continue;
    }
    const inner = readCredential(one.bytes);
    answers.push(
      inner.kind === 'unreadable' ? inner.code : inner.kind,
      ...one.findings.map(({ code }) => code ?? ''),
    );
    if (inner.kind === 'unreadable') continue;
    report.found++;
    if (world.texts.has(Buffer.from(one.bytes).toString().trim())) continue;
    report.changed++;
    const { verdict } = await verifyBytes(one.bytes, world.options);
    answers.push(verdict);
    if (verdict !== 'valid') continue;
    const isSame =
      inner.kind === 'jwt'
        ? JSON.stringify(inner.decoded.credential) === world.claims
        : await isSubset(inner.credential, world.meaning);
    if (!isSame) throw new Error('something else is valid');
  }
  return answers.join(' ');
}

/** It may have lost one of its two proofs, but neither said anything else. */
async function isSubset(credential: JsonObject, original: string): Promise<boolean> {
  const [content, proofs] = JSON.parse(await meaningOf(credential)) as [string, string[]];
  const [originalContent, originalProofs] = JSON.parse(original) as [string, string[]];
  return content === originalContent && proofs.every((proof) => originalProofs.includes(proof));
}

const WORDS = [
  ...['openbadgecredential', 'iTXt', 'IEND', 'IDAT', 'PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', '%PDF-1.7\n'],
  ...[
    'endstream',
    'endobj',
    ' 0 obj',
    ' 0 R',
    '<<',
    '>>',
    '/EF',
    '/ObjStm',
    '/FlateDecode',
    'trailer',
    '/Encrypt',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE svg [',
    '&lt;',
    '<openbadges:credential>',
    '</svg>',
    'verify="',
    '"__proto__":',
  ],
  ...['{', '}', '[', ']', '"', ',', ':', '.', 'null', '\\u0000', '\ufeff', '\0', '\n'],
];
const NUMBERS = [0, 1, 4, 255, 256, 65_535, 65_536, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

function mutate(bytes: Bytes, others: readonly Bytes[], random: Random): Bytes {
  let changed: Bytes = bytes;
  for (let times = 1 + Math.floor(random() ** 2 * 4); times > 0; times--)
    changed = pick(random, MUTATIONS)(changed, random, pick(random, others));
  return changed.length > 200_000 ? changed.slice(0, 200_000) : changed;
}

type Mutation = (bytes: Bytes, random: Random, other: Bytes) => Bytes;

const placeIn = (bytes: Bytes, random: Random) => Math.floor(random() * (bytes.length + 1));

const MUTATIONS: readonly Mutation[] = [
  flip,
  flip,
  (bytes, random) => overwrite(bytes, placeIn(bytes, random), [Math.floor(random() * 256)]),
  (bytes, random) => {
    const number = pick(random, NUMBERS);
    const places = [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
    return overwrite(bytes, placeIn(bytes, random), random() < 0.5 ? places : places.reverse());
  },
  (bytes, random) => bytes.slice(0, placeIn(bytes, random)),
  (bytes, random) => splice(bytes, placeIn(bytes, random), Math.floor(random() * 40), []),
  (bytes, random) =>
    splice(bytes, placeIn(bytes, random), Math.floor(random() * 3), bytesOf(pick(random, WORDS))),
  (bytes, random, other) => {
    const from = placeIn(other, random);
    return splice(
      bytes,
      placeIn(bytes, random),
      Math.floor(random() * 200),
      other.subarray(from, from + Math.floor(random() * 2_000)),
    );
  },
  (bytes, random, other) => bytesOf(bytes, other.slice(0, placeIn(other, random))),
];

function flip(bytes: Bytes, random: Random): Bytes {
  const at = Math.floor(random() * bytes.length);
  return overwrite(bytes, at, [(bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))]);
}

function overwrite(bytes: Bytes, at: number, values: readonly number[]): Bytes {
  const changed = bytes.slice();
  for (const [index, value] of values.entries()) if (at + index < changed.length) changed[at + index] = value;
  return changed;
}

function splice(bytes: Bytes, at: number, removed: number, added: ArrayLike<number>): Bytes {
  return bytesOf(bytes.subarray(0, at), Uint8Array.from(added), bytes.subarray(at + removed));
}
