import { beforeAll, describe, expect, it } from 'vitest';
import { bakePng } from '../../src/model/baked-png.ts';
import { sha256Hex } from '../../src/model/bytes.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { CheckResult, VerificationResult } from '../../src/model/verification.ts';
import { readSecured } from '../../src/verify/read-secured.ts';
import { verifyBytes, verifyFiles } from '../../src/verify/verify-bytes.ts';
import { programNamed } from '../program/award-samples.ts';
import {
  type Bytes,
  bakedPng,
  bakedSvg,
  bytesOf,
  END,
  HEADER,
  packedChunk,
  pdfWith,
  pngOf,
  svgElement,
  textChunk,
  zipOf,
} from '../support/containers.ts';
import { createTrustWorld, type Party, policyOf, type TrustWorld } from './trust-world.ts';

/** What a container adds to the answer of what is in it: remarks, and nothing that would make it better. */
let world: TrustWorld;
let county: Party;
let good: JsonObject;
let other: JsonObject;
let forged: JsonObject;
beforeAll(async () => {
  world = await createTrustWorld();
  county = await world.found('badges.county.example', 'County');
  const program = programNamed('sonoma-like');
  good = (await world.award(county, program, 'tlms-1')).credential;
  other = (await world.award(county, program, 'tlms-2')).credential;
  forged = { ...good, name: 'Something better' };
});

const jsonOf = (...credentials: JsonObject[]) => credentials.map((one) => JSON.stringify(one));
const options = () => ({
  ...world.options,
  policy: policyOf({ issuers: [{ id: county.did, name: 'The County' }] }),
});
const verify = (bytes: Bytes) => verifyBytes(bytes, options());
const structureOf = ({ checks }: VerificationResult) =>
  checks.find(({ check }) => check === 'structure') as CheckResult;

describe('one credential in a container', () => {
  it('has the answer of the credential, and the digest of the file', async () => {
    const json = JSON.stringify(good);
    const { sha256: _, ...plain } = await verify(bytesOf(json));
    expect(plain.verdict).toBe('valid');
    const containers = [
      bakedPng(json),
      bytesOf(bakedSvg(svgElement(json))),
      await pdfWith({ 'a.json': json }),
      zipOf({ name: 'a.json', content: json }),
      zipOf({ name: 'a.pdf', content: await pdfWith({ 'a.png': bakedPng(json) }) }),
    ];
    for (const bytes of containers)
      expect(await verify(bytes)).toEqual({ ...plain, sha256: await sha256Hex(bytes) });
  });

  it('says what is wrong with the container, which decides nothing', async () => {
    const heard: CheckResult[] = [];
    const bytes = bytesOf(pngOf(HEADER, packedChunk(JSON.stringify(good)), END), 'more');
    const result = await verifyBytes(bytes, { ...options(), onCheck: (check) => void heard.push(check) });
    expect(result.verdict).toBe('valid');
    const structure = structureOf(result);
    expect(structure).toMatchObject({ outcome: 'warning', code: 'baked-compressed' });
    expect(structure.findings?.map(({ code }) => code)).toEqual(['baked-compressed', 'data-after-end']);
    expect(heard.find(({ check }) => check === 'structure')).toEqual(structure);
  });

  it('keeps what its own structure has against it', async () => {
    const broken = JSON.stringify({ ...good, credentialSubject: undefined });
    const result = await verify(pngOf(HEADER, packedChunk(broken), END));
    expect(result.verdict).toBe('unreadable');
    expect(structureOf(result)).toMatchObject({ outcome: 'failed', code: 'subject-missing' });
  });

  it('is as forged as it is', async () => {
    const json = JSON.stringify(forged);
    for (const bytes of [bakedPng(json), await pdfWith({ a: json }), zipOf({ name: 'a', content: json })])
      expect((await verify(bytes)).verdict).toBe('not-genuine');
  });
});

describe('several credentials in a container', () => {
  it('are one answer, each in its parts', async () => {
    const [one, two] = jsonOf(good, other) as [string, string];
    const containers = [
      pngOf(HEADER, textChunk(one), textChunk(two), END),
      await pdfWith({ 'a.json': one, 'b.json': two }),
      zipOf({ name: 'a', content: one }, { name: 'b', content: bakedPng(two) }),
    ];
    for (const bytes of containers) {
      const result = await verify(bytes);
      expect(result.verdict).toBe('valid');
      expect(result.parts.map(({ credential }) => credential?.id).sort()).toEqual(
        [good['id'], other['id']].sort(),
      );
      expect(result.sha256).toBe(await sha256Hex(bytes));
    }
    const baked = await verify(containers[0] as Bytes);
    for (const part of baked.parts) expect(structureOf(part).code).toBe('baked-twice');
  });

  it('never hide a bad one, in whatever order they stand', async () => {
    const [one, two] = jsonOf(good, forged) as [string, string];
    for (const [first, second] of [
      [one, two],
      [two, one],
    ] as const) {
      expect((await verify(pngOf(HEADER, textChunk(first), textChunk(second), END))).verdict).toBe(
        'not-genuine',
      );
      expect((await verify(bytesOf(bakedSvg(svgElement(first) + svgElement(second))))).verdict).toBe(
        'not-genuine',
      );
      expect((await verify(await pdfWith({ a: first, b: second }))).verdict).toBe('not-genuine');
      expect(
        (await verify(zipOf({ name: 'a', content: first }, { name: 'b', content: second }))).verdict,
      ).toBe('not-genuine');
    }
  });

  it('include what could not be read in an archive, but not what else is attached to a PDF', async () => {
    const json = JSON.stringify(good);
    const archive = zipOf({ name: 'a', content: json }, { name: 'b', content: 'hello' });
    expect((await verify(archive)).verdict).toBe('unreadable');
    expect((await verify(await pdfWith({ a: json, b: 'hello', 'c.json': '{"a":1}' }))).verdict).toBe('valid');
  });

  it('are checked with those in other files', async () => {
    const [one, two] = jsonOf(good, other) as [string, string];
    const files = [bakedPng(one), zipOf({ name: 'b', content: two })];
    const result = await verifyFiles(files, options());
    expect(result.verdict).toBe('valid');
    expect(result.parts).toHaveLength(2);
    expect((await Promise.all(files.map(readSecured))).flat()).toEqual([good, other]);
  });

  it('are not looked at if there are more than 100', async () => {
    const zip = zipOf(
      ...Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, content: JSON.stringify(good) })),
    );
    expect(structureOf(await verify(zip)).code).toBe('too-many-credentials');
  });
});

it('a member twice in JSON, or one that JavaScript would take for its own, changes nothing that is signed', async () => {
  const json = JSON.stringify(good);
  const png = (text: string) => bakePng(pngOf(HEADER, END), text);
  const twice = json.replace('{', '{"name":"Something better",');
  // JSON.parse takes the last one, which is the signed one: it is that one that is shown, too.
  expect(await verify(png(twice))).toMatchObject({ verdict: 'valid', credential: { name: good['name'] } });
  const last = `${json.slice(0, -1)},"name":"Something better"}`;
  expect((await verify(png(last))).verdict).toBe('not-genuine');
  const proto = json.replace('{', '{"__proto__":{"name":"Something better"},');
  expect((await verify(png(proto))).verdict).not.toBe('valid');
  expect({}).not.toHaveProperty('name');
});
