import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { describeOutcome } from '../../src/present/describe-outcome.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { verifyFiles } from '../../src/verify/verify-bytes.ts';
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
  pngOf,
  svgElement,
  textChunk,
  zipOf,
} from '../support/containers.ts';
import { createTestWorld, fetchFrom, NOW, sign } from '../support/test-issuer.ts';
import { buildMicro } from './sample-credentials.ts';

/** A genuine credential that is to cover for another one in the same file, or beside it. */
let genuine: string;
let forged: string;
let verify: (...files: (Bytes | string)[]) => ReturnType<typeof verifyFiles>;

beforeAll(async () => {
  const { documents, issuer } = await createTestWorld();
  const signed = await sign(issuer, buildMicro(issuer.did));
  genuine = JSON.stringify(signed);
  forged = JSON.stringify({ ...signed, name: 'Domain II' });
  const options = { fetchDocument: fetchFrom(documents), now: NOW };
  verify = (...files) =>
    verifyFiles(
      files.map((file) => bytesOf(file)),
      options,
    );
});

describe('a genuine credential does not cover for a forged one', () => {
  const files: Record<string, (one: string, other: string) => Bytes | Promise<Bytes>> = {
    'PNG, two chunks': (one, other) => pngOf(HEADER, textChunk(one), textChunk(other), PIXELS, END),
    'PNG, one packed': (one, other) => pngOf(HEADER, packedChunk(one), textChunk(other), PIXELS, END),
    SVG: (one, other) => bytesOf(bakedSvg(svgElement(one) + svgElement(other))),
    PDF: (one, other) => pdfWith({ 'a.json': one, 'b.json': other }),
    'PDF, in pictures': (one, other) =>
      pdfWith({ 'a.png': bakedPng(one), 'b.svg': bakedSvg(svgElement(other)) }),
    'PDF, under one name': (one, other) => pdfWith({ 'a.json': one, 'A.json': other }),
    ZIP: (one, other) => zipOf({ name: 'a', content: one }, { name: 'b', content: other }),
    presentation: (one, other) =>
      bytesOf(
        JSON.stringify({
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiablePresentation'],
          verifiableCredential: [JSON.parse(one), JSON.parse(other)],
        }),
      ),
  };
  it.each(Object.entries(files))('%s', async (_, make) => {
    for (const file of [await make(genuine, forged), await make(forged, genuine)]) {
      const result = await verify(file);
      expect(result.verdict).toBe('not-genuine');
      expect(describeOutcome(result, ENGLISH).visual).toBe('bad');
    }
    expect((await verify(await make(genuine, genuine))).verdict).toBe('valid');
  });

  it('files beside each other', async () => {
    for (const files of [
      [genuine, forged],
      [forged, genuine],
      [genuine, genuine, forged],
    ])
      expect((await verify(...files)).verdict).toBe('not-genuine');
  });

  it('also where the forged one says that it endorses something', async () => {
    const parsed = JSON.parse(forged) as JsonObject;
    const { type, ...subject } = parsed['credentialSubject'] as JsonObject;
    const credentialSubject = { ...subject, id: 'did:web:anyone.example' };
    for (const types of [['OpenBadgeCredential', 'EndorsementCredential'], ['EndorsementCredential']]) {
      const posing = JSON.stringify({
        ...parsed,
        type: ['VerifiableCredential', ...types],
        credentialSubject: types.length > 1 ? { ...credentialSubject, type: type ?? [] } : credentialSubject,
      });
      for (const files of [
        [genuine, posing],
        [posing, genuine],
      ])
        expect((await verify(...files)).verdict).not.toBe('valid');
    }
  });

  it('also where a record holds the forged one that nobody signed', async () => {
    const record = JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'ClrCredential'],
      issuer: 'did:web:x.example',
      credentialSubject: { verifiableCredential: [JSON.parse(forged)] },
    });
    for (const files of [
      [genuine, record],
      [genuine, record, forged],
    ])
      expect((await verify(...files)).verdict).toBe('not-genuine');
  });
});
