import { beforeAll, expect, it } from 'vitest';
import { expandFile } from '../../src/pages/expand-file.ts';
import { readContents } from '../../src/pages/many/read-contents.ts';
import { bakedPng, bakedSvg, bytesOf, pdfWith, svgElement, zipOf } from '../support/containers.ts';
import { createTestWorld, sign } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

/** By what the table takes two files for the same, or one for the other's part. */
let genuine: string;
let forged: string;

beforeAll(async () => {
  const { issuer } = await createTestWorld();
  genuine = JSON.stringify(await sign(issuer, buildMicro(issuer.did)));
  forged = genuine.replace('Domain I', 'Domain X').replace('urn:uuid:7f1f1de0', 'urn:uuid:7f1f1de1');
});

const read = (bytes: string | Uint8Array) => readContents(new Blob([bytesOf(bytes)]));

it('a file is known by the credential in it, whatever contains it', async () => {
  const known = (await read(genuine))?.contents;
  expect(known?.digest).toMatch(/^[0-9a-f]{64}$/);
  for (const bytes of [bakedPng(genuine), await pdfWith({ 'a.json': genuine, 'b.txt': 'An invoice.' })])
    expect((await read(bytes))?.contents).toEqual(known);
});

it('a file is not known by one of several, behind which the others would be hidden', async () => {
  const presentation = { type: ['VerifiablePresentation'], verifiableCredential: [JSON.parse(genuine)] };
  const files = [
    await pdfWith({ 'a.json': genuine, 'b.json': forged }),
    await pdfWith({ 'a.json': forged, 'b.json': genuine }),
    zipOf({ name: 'a.json', content: genuine }, { name: 'b.json', content: 'nothing' }),
    bytesOf(bakedSvg(svgElement(genuine) + svgElement(forged))),
    JSON.stringify(presentation),
  ];
  for (const file of files) expect(await read(file)).toBeNull();
});

it('a presentation is taken apart only where nothing is lost with it', async () => {
  const plain = { type: ['VerifiablePresentation'], verifiableCredential: [genuine, forged] };
  const count = async (presentation: object) =>
    (await expandFile(new Blob([JSON.stringify(presentation)]))).length;
  expect(await count(plain)).toBe(2);
  expect(await count({ ...plain, holder: 'did:web:thief.example' })).toBe(1);
  expect(await count({ ...plain, proof: { type: 'DataIntegrityProof' } })).toBe(1);
});
