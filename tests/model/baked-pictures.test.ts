import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakePng, readBakedPng } from '../../src/model/baked-png.ts';
import { bakeSvg } from '../../src/model/baked-svg.ts';
import { openContainer } from '../../src/verify/containers/open-container.ts';
import {
  type Bytes,
  bakedPng,
  type Chunk,
  END,
  HEADER,
  PIXELS,
  packedChunk,
  pngOf,
  textChunk,
} from '../support/containers.ts';
import { readInteropBytes, readInteropJson } from '../support/interop.ts';

const JSON_TEXT = '{"type":["VerifiableCredential"],"name":"Núñez ]]> 🎓"}';
const JWS = 'eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.AA_-';
const PLAIN = pngOf(HEADER, PIXELS, END);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a &gt; b</title></svg>';
const text = (bytes: Bytes | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString());

async function readPng(png: Bytes, maxBytes = 1_000_000) {
  const read = await readBakedPng(png, maxBytes);
  return read.ok
    ? { values: read.values.map(text), codes: read.findings.map(({ code }) => code) }
    : read.code;
}

async function readSvg(svg: string) {
  const opened = await openContainer(new TextEncoder().encode(svg));
  return opened.kind === 'holds' ? opened.contents.map(({ bytes }) => text(bytes)) : opened;
}

describe('a credential baked into a PNG', () => {
  it.each([JSON_TEXT, JWS])('is read as it was given: %s', async (credential) => {
    expect(await readPng(bakePng(PLAIN, credential))).toEqual({ values: [credential], codes: [] });
  });

  it('stands right after the header, once, and the rest of the picture stays', () => {
    const once = bakePng(PLAIN, JSON_TEXT);
    expect(once).toEqual(bakedPng(JSON_TEXT));
    expect(bakePng(once, JWS)).toEqual(bakedPng(JWS));
    const comment: Chunk = { type: 'tEXt', data: 'Comment\0x' };
    expect(bakePng(pngOf(HEADER, comment, PIXELS, END), JWS)).toEqual(
      pngOf(HEADER, textChunk(JWS), comment, PIXELS, END),
    );
  });

  it('is not written into what is no whole PNG', () => {
    for (const png of [PLAIN.slice(0, -1), PLAIN.slice(1), new Uint8Array(), pngOf(PIXELS, END)])
      expect(() => bakePng(png, JWS)).toThrow(SyntaxError);
  });

  it.each<[string, Bytes, unknown]>([
    [
      'packed',
      pngOf(HEADER, packedChunk(JSON_TEXT), END),
      { values: [JSON_TEXT], codes: ['baked-compressed'] },
    ],
    [
      'twice the same',
      pngOf(HEADER, textChunk(JWS), textChunk(JWS), END),
      { values: [JWS], codes: ['baked-twice'] },
    ],
    [
      'two different ones',
      pngOf(HEADER, textChunk(JWS), textChunk(JSON_TEXT), END),
      { values: [JWS, JSON_TEXT], codes: ['baked-twice'] },
    ],
    ['after the pixels', pngOf(HEADER, PIXELS, textChunk(JWS), END), { values: [JWS], codes: [] }],
    [
      'with something behind the end',
      new Uint8Array([...bakedPng(JWS), ...bakedPng(JSON_TEXT)]),
      { values: [JWS], codes: ['data-after-end'] },
    ],
    ['cut off behind it', bakedPng(JWS).slice(0, -12), { values: [JWS], codes: ['container-damaged'] }],
    [
      'with damaged pixels',
      pngOf(HEADER, textChunk(JWS), { ...PIXELS, crc: 1 }, END),
      { values: [JWS], codes: ['container-damaged'] },
    ],
    ['damaged itself', pngOf(HEADER, { ...textChunk(JWS), crc: 1 }, END), 'container-damaged'],
    [
      'damaged, beside a whole one',
      pngOf(HEADER, textChunk(JWS), { ...textChunk(JWS), crc: 1 }, END),
      'container-damaged',
    ],
    ['cut off in it', bakedPng(JWS).slice(0, 60), 'container-damaged'],
    [
      'behind a chunk of 1 GB',
      pngOf(HEADER, { ...PIXELS, length: 2 ** 30 }, textChunk(JWS), END),
      'container-damaged',
    ],
    [
      'behind a chunk of 4 GB',
      pngOf(HEADER, { ...PIXELS, length: 2 ** 32 - 1 }, textChunk(JWS)),
      'container-damaged',
    ],
    ['before the header', pngOf(textChunk(JWS), HEADER, END), 'container-damaged'],
    [
      'packed in an unknown way',
      pngOf(HEADER, textChunk(JWS, 'openbadgecredential', 2), END),
      'container-damaged',
    ],
    [
      'not packed, but said to be',
      pngOf(HEADER, textChunk(JWS, 'openbadgecredential', 1), END),
      'container-damaged',
    ],
    [
      'without its text',
      pngOf(HEADER, { type: 'iTXt', data: 'openbadgecredential\0\0' }, END),
      'container-damaged',
    ],
    [
      'as Open Badges 2.0',
      pngOf(HEADER, textChunk('https://a.example/', 'openbadges'), END),
      'open-badges-2',
    ],
    [
      'as very old badges',
      pngOf(HEADER, { type: 'tEXt', data: 'openbadges\0https://a' }, END),
      'open-badges-2',
    ],
    ['not at all', PLAIN, 'no-credential-inside'],
    ['only as pixels', pngOf(HEADER, { type: 'tEXt', data: JSON_TEXT }, PIXELS, END), 'no-credential-inside'],
    [
      'behind 20,000 chunks',
      pngOf(HEADER, ...Array(20_000).fill({ type: 'tEXt', data: '' }), textChunk(JWS), END),
      'container-damaged',
    ],
  ])('%s', async (_, png, answer) => {
    expect(await readPng(png)).toEqual(answer);
  });

  it('is unpacked no further than allowed, in whatever portions', async () => {
    const bomb = packedChunk(Buffer.alloc(40_000_000, ' '));
    expect(bomb.data.length).toBeLessThan(50_000);
    expect(await readPng(pngOf(HEADER, bomb, END))).toBe('container-too-large');
    const half = packedChunk(Buffer.alloc(600_000, ' '));
    expect(await readPng(pngOf(HEADER, half, half, END))).toBe('container-too-large');
  });
});

describe('a credential baked into an SVG', () => {
  it.each([JSON_TEXT, JWS, '{"a":"\\u0000"}', '{"a":"]]>]]>"}'])(
    'is read as it was given: %s',
    async (credential) => {
      expect(await readSvg(bakeSvg(SVG, credential))).toEqual([credential]);
    },
  );

  it('means the same where XML cannot carry it', async () => {
    const credential = '{"a":"\ufffe\uffff"}';
    const [read] = (await readSvg(bakeSvg(SVG, credential))) as string[];
    expect(JSON.parse(read ?? '')).toEqual(JSON.parse(credential));
  });

  it('is the first child of the picture, which stays as it is', () => {
    const baked = bakeSvg(`<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg>${SVG}`, JWS);
    expect(baked).toBe(
      `<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential verify="${JWS}"/><title>a &gt; b</title></svg>`,
    );
  });

  it('is not written into what is no SVG, or has one already', () => {
    for (const svg of ['', '<p/>', '<svg/>', '<svgx></svgx>', bakeSvg(SVG, JWS)])
      expect(() => bakeSvg(svg, JWS)).toThrow(SyntaxError);
  });
});

it('pictures that others baked are read', async () => {
  const json = readInteropJson('credentials/1edtech/simple.json');
  for (const name of ['simple-json.png', 'simple-json.svg']) {
    const opened = await openContainer(readInteropBytes(`credentials/1edtech/${name}`));
    expect(opened).toMatchObject({ kind: 'holds', findings: [] });
    const [content] = opened.kind === 'holds' ? opened.contents : [];
    expect(JSON.parse(text(content?.bytes) ?? '')).toMatchObject({ type: json['type'] });
  }
});

it('whatever is baked is read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
      const credential = JSON.stringify({ value });
      expect(await readPng(bakePng(PLAIN, credential))).toEqual({ values: [credential], codes: [] });
      const [read] = (await readSvg(bakeSvg(SVG, credential))) as string[];
      expect(JSON.parse(read ?? '')).toEqual(JSON.parse(credential));
    }),
    { numRuns: 30 },
  );
});
