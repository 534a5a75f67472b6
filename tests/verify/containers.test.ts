import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { displayName } from '../../src/verify/containers/display-name.ts';
import { openContainer } from '../../src/verify/containers/open-container.ts';
import { expandFile, openFile } from '../../src/verify/containers/open-file.ts';
import {
  type Bytes,
  bakedPng,
  bakedSvg,
  bytesOf,
  END,
  HEADER,
  packedChunk,
  pdfWith,
  pdfWithAnnotation,
  plainPdf,
  pngOf,
  streamOf,
  svgElement,
  zipOf,
} from '../support/containers.ts';

const JSON_TEXT = '{"type":["VerifiableCredential"],"name":"Núñez"}';
const OTHER = '{"type":["VerifiableCredential"],"name":"other"}';
const JWS = 'eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.AA';
const text = (bytes: Bytes) => Buffer.from(bytes).toString();
const latin1 = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));

/** What a file comes down to: texts, and codes of what could not be read. */
async function contentsOf(bytes: Bytes): Promise<string[]> {
  return (await openFile(bytes)).map((held) => (held.kind === 'bytes' ? text(held.bytes) : held.code));
}

async function warningsOf(bytes: Bytes): Promise<(string | undefined)[]> {
  return (await openFile(bytes)).flatMap((held) =>
    held.kind === 'bytes' ? held.findings.map(({ code, outcome }) => `${outcome} ${code}`) : [],
  );
}

describe('a file that is no container of credentials', () => {
  it.each<[string, Bytes, string]>([
    ['JPEG', latin1('\xff\xd8\xff\xe0'), 'container-unsupported'],
    [
      'JPEG with a credential behind it',
      bytesOf(latin1('\xff\xd8\xff\xe0\xff\xd9'), JSON_TEXT),
      'container-unsupported',
    ],
    ['GIF', latin1('GIF89a'), 'container-unsupported'],
    ['WebP', latin1('RIFF\0\0\0\0WEBPVP8 '), 'container-unsupported'],
    ['HEIC', latin1('\0\0\0\x18ftypheic'), 'container-unsupported'],
    ['gzip', latin1('\x1f\x8b\x08'), 'container-unsupported'],
    ['a web page', bytesOf('\ufeff \n<!DOCTYPE HTML><p>'), 'container-unsupported'],
    ['other XML', bytesOf('<note/>'), 'container-unsupported'],
    ['XML that is none', bytesOf('<<<'), 'container-unsupported'],
    ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), 'too-large'],
  ])('%s', async (_, bytes, code) => {
    expect(await contentsOf(bytes)).toEqual([code]);
  });

  it('is plain when it is JSON, a JWT or anything else', async () => {
    for (const content of [JSON_TEXT, JWS, 'hello', '', '\ufeff{}'])
      expect(await openContainer(bytesOf(content))).toEqual({ kind: 'plain' });
  });
});

describe('an SVG', () => {
  const bombs = Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('');
  it.each<[string, string, string[]]>([
    ['with JSON', bakedSvg(svgElement(JSON_TEXT)), [JSON_TEXT]],
    [
      'with JSON as text',
      bakedSvg(`<openbadges:credential> {"a":"&lt;&amp;&#38;"} </openbadges:credential>`),
      ['{"a":"<&&"}'],
    ],
    ['with a JWS', bakedSvg(`<openbadges:credential verify=" ${JWS} "/>`), [JWS]],
    [
      'with another prefix',
      bakedSvg(`<x:credential xmlns:x="https://purl.imsglobal.org/ob/v3p0">${JWS}</x:credential>`),
      [JWS],
    ],
    [
      'with a plain document type',
      bakedSvg(svgElement(JWS), '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://localhost:1/a.dtd">'),
      [JWS],
    ],
    [
      'with scripts',
      bakedSvg(`${svgElement(JWS)}<script>globalThis.ran = true</script><g onload="globalThis.ran = true"/>`),
      [JWS],
    ],
    [
      'with the prefix of another namespace',
      bakedSvg('<g xmlns:openbadges="urn:x"><openbadges:credential>a</openbadges:credential></g>'),
      ['no-credential-inside'],
    ],
    [
      'with Open Badges 2.0',
      bakedSvg('<o:assertion xmlns:o="http://openbadges.org" verify="https://a.example"/>'),
      ['open-badges-2'],
    ],
    ['with two', bakedSvg(svgElement(JWS) + svgElement(JSON_TEXT)), [JWS, JSON_TEXT]],
    [
      'with two at once',
      bakedSvg(`<openbadges:credential verify="${JWS}">${JSON_TEXT}</openbadges:credential>`),
      [JWS, JSON_TEXT],
    ],
    ['with none', bakedSvg(''), ['no-credential-inside']],
    ['with an empty one', bakedSvg('<openbadges:credential/>'), ['no-credential-inside']],
    [
      'with an external entity',
      bakedSvg(svgElement('&x;'), '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      ['container-unsupported'],
    ],
    [
      'with a billion laughs',
      bakedSvg('&a20;', `<!DOCTYPE svg [<!ENTITY a0 "ha">${bombs}]>`),
      ['container-unsupported'],
    ],
    [
      'with an unknown entity',
      bakedSvg('<openbadges:credential>&nbsp;</openbadges:credential>'),
      ['container-damaged'],
    ],
    ['cut off', bakedSvg(svgElement(JWS)).slice(0, -6), ['container-damaged']],
    ['with something behind it', `${bakedSvg(svgElement(JWS))}${JSON_TEXT}`, ['container-damaged']],
    ['nested too deep', bakedSvg('<g>'.repeat(300) + '</g>'.repeat(300)), ['container-too-large']],
    ['with too many elements', bakedSvg('<g/>'.repeat(200_001)), ['container-too-large']],
  ])('%s', async (_, svg, answer) => {
    expect(await contentsOf(bytesOf(svg))).toEqual(answer);
    expect('ran' in globalThis).toBe(false);
  });

  it('says that it has several', async () => {
    expect(await warningsOf(bytesOf(bakedSvg(svgElement(JWS) + svgElement(JWS))))).toEqual([
      'warning baked-twice',
    ]);
  });
});

const spec = (stream: number, more = '') =>
  `<< /Type /Filespec /F (a.json) /EF << /F ${stream} 0 R >> ${more} >>`;
const catalog = (more: string) => `<< /Type /Catalog ${more} >>`;
const inNames = catalog('/Names << /EmbeddedFiles << /Names [(a) 2 0 R] >> >>');
const packed = (content: string | Uint8Array) =>
  streamOf('/Type /EmbeddedFile /Filter /FlateDecode', deflateSync(content));

describe('a PDF', () => {
  it.each([true, false])(
    'gives what another library attached, objects in streams: %s',
    async (useObjectStreams) => {
      const bytes = await pdfWith(
        { 'a.json': JSON_TEXT, 'invoice.xml': '<invoice/>', 'b.jwt': JWS },
        { useObjectStreams },
      );
      expect((await contentsOf(bytes)).sort()).toEqual([JSON_TEXT, JWS].sort());
      const opened = await openContainer(bytes);
      expect(opened.kind === 'holds' && opened.contents.map(({ name }) => name).sort()).toEqual([
        'a.json',
        'b.jwt',
        'invoice.xml',
      ]);
    },
  );

  it('gives what is attached to a page, and pictures with credentials', async () => {
    expect(await contentsOf(await pdfWithAnnotation('a.json', JSON_TEXT))).toEqual([JSON_TEXT]);
    const pictures = await pdfWith({ 'a.png': bakedPng(JWS), 'b.svg': bakedSvg(svgElement(JSON_TEXT)) });
    expect((await contentsOf(pictures)).sort()).toEqual([JSON_TEXT, JWS].sort());
  });

  it.each<[string, Bytes, string[]]>([
    ['in the tree of names', plainPdf([inNames, spec(3), streamOf('', JSON_TEXT)]), [JSON_TEXT]],
    ['packed', plainPdf([inNames, spec(3), packed(JSON_TEXT)]), [JSON_TEXT]],
    ['as an associated file', plainPdf([catalog('/AF [2 0 R]'), spec(3), packed(JSON_TEXT)]), [JSON_TEXT]],
    [
      'once, however often it is named',
      plainPdf([catalog('/AF [2 0 R 2 0 R] /X 4 0 R'), spec(3), packed(JWS), spec(3)]),
      [JWS],
    ],
    [
      'with a length elsewhere',
      plainPdf([
        inNames,
        spec(3),
        bytesOf(`<< /Length 4 0 R >>stream\r\n${JWS}\nendstream`),
        String(JWS.length),
      ]),
      [JWS],
    ],
    [
      'with a length that lies',
      plainPdf([inNames, spec(3), bytesOf(`<< /Length 999999999 >>stream\n${JWS}\r\nendstream`)]),
      [JWS],
    ],
    [
      'its latest version',
      plainPdf([
        inNames,
        spec(3),
        streamOf('', OTHER),
        '0',
        bytesOf('null\nendobj 3 0 obj ', streamOf('', JWS)),
      ]),
      [JWS],
    ],
    [
      'under escaped names',
      plainPdf([catalog('/#41#46 [2 0 R]'), spec(3).replace('/EF', '/#45F'), streamOf('', JWS)]),
      [JWS],
    ],
    ['without a trailer', plainPdf([inNames, spec(3), packed(JWS)], ''), [JWS]],
    ['beside damage', bytesOf(plainPdf([inNames, spec(3), packed(JWS)]), '9 0 obj << /A [ << >'), [JWS]],
    ['that nothing leads to', plainPdf([catalog(''), spec(3), streamOf('', JWS)]), ['no-credential-inside']],
    ['that is none', plainPdf([inNames, spec(3), streamOf('', 'hello')]), ['no-credential-inside']],
    ['not at all', plainPdf([catalog('')]), ['no-credential-inside']],
    [
      'packed twice',
      plainPdf([
        inNames,
        spec(3),
        streamOf('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(JWS))),
      ]),
      ['no-credential-inside'],
    ],
    [
      'packed by another method',
      plainPdf([inNames, spec(3), streamOf('/Filter /LZWDecode', 'x')]),
      ['no-credential-inside'],
    ],
    [
      'in a PDF in it',
      plainPdf([inNames, spec(3), packed(plainPdf([inNames, spec(3), packed(JWS)]))]),
      ['no-credential-inside'],
    ],
    [
      'in a ZIP in it',
      plainPdf([inNames, spec(3), packed(zipOf({ name: 'a', content: JWS }))]),
      ['no-credential-inside'],
    ],
    [
      'behind a password',
      plainPdf([inNames, spec(3), packed(JWS)], '<< /Root 1 0 R /Encrypt << /Filter /Standard >> >>'),
      ['container-encrypted'],
    ],
    ['in nothing', bytesOf('%PDF-1.7\n'), ['container-damaged']],
  ])('with a credential %s', async (_, bytes, answer) => {
    expect(await contentsOf(bytes)).toEqual(answer);
  });

  it('says what it could not read beside a credential', async () => {
    const other = streamOf('/Filter /LZWDecode', 'x');
    const bytes = plainPdf([catalog('/AF [2 0 R 4 0 R]'), spec(3), packed(JWS), spec(5), other]);
    expect(await warningsOf(bytes)).toEqual(['warning attachment-not-read']);
  });

  const bomb = Buffer.alloc(40_000_000, ' ');
  it.each<[string, Bytes, string[]]>([
    ['an attachment', plainPdf([inNames, spec(3), packed(bomb)]), ['container-too-large']],
    [
      'objects',
      plainPdf([inNames, streamOf('/Type /ObjStm /N 1 /First 9 /Filter /FlateDecode', deflateSync(bomb))]),
      ['container-too-large'],
    ],
    [
      'objects of escaped kind',
      plainPdf([inNames, streamOf('/Type /Obj#53tm /N 1 /First 9 /Filter /FlateDecode', deflateSync(bomb))]),
      ['container-too-large'],
    ],
    [
      'many attachments together',
      plainPdf([
        catalog('/AF [2 0 R 3 0 R 4 0 R 5 0 R]'),
        ...[6, 7, 8, 9].map((n) => spec(n)),
        ...Array(4).fill(packed(bomb.subarray(0, 9_000_000))),
      ]),
      ['container-too-large'],
    ],
    [
      'objects that are one and the same',
      plainPdf([
        inNames,
        streamOf(
          '/Type /ObjStm /N 900 /First 5400',
          `${'1 00 '.repeat(900)}${' '.repeat(900)}[${'0 '.repeat(2000)}]`,
        ),
      ]),
      ['container-too-large'],
    ],
    [
      'what is never unpacked',
      plainPdf([inNames, spec(3), packed(JWS), streamOf('/Filter /FlateDecode', deflateSync(bomb))]),
      [JWS],
    ],
  ])('is not unpacked further than allowed: %s', async (_, bytes, answer) => {
    expect(await contentsOf(bytes)).toEqual(answer);
  });

  const rounds = 100_000;
  it.each<[string, Bytes]>([
    ['streams that do not end', bytesOf('%PDF-', '1 0 obj<<>>stream\n'.repeat(rounds))],
    ['strings that do not end', bytesOf('%PDF-', '1 0 obj ('.repeat(rounds))],
    ['dictionaries that do not end', bytesOf('%PDF-', '1 0 obj <<'.repeat(rounds))],
    ['arrays that do not end', bytesOf('%PDF-', '['.repeat(rounds), '1 0 obj', '['.repeat(rounds))],
    ['digits', bytesOf('%PDF-', '1 0 obj ', '1'.repeat(3_000_000))],
    ['hexadecimal that does not end', bytesOf('%PDF-', '1 0 obj <'.repeat(rounds))],
    ['comments', bytesOf('%PDF-', '1 0 obj %'.repeat(rounds))],
    ['numbers', bytesOf('%PDF-', '1 0 obj [', '1 '.repeat(1_100_000), ']')],
  ])('of %s is given up without looking at anything twice', async (_, bytes) => {
    const [code] = await contentsOf(bytes);
    expect(['container-damaged', 'container-too-large']).toContain(code);
  });

  it('may go round in circles', async () => {
    const circle = plainPdf([
      catalog('/Pages 2 0 R /Names 4 0 R'),
      '<< /Kids [3 0 R 2 0 R] /Parent 2 0 R >>',
      '<< /Parent 2 0 R /Annots [3 0 R] >>',
      '<< /EmbeddedFiles 5 0 R >>',
      '<< /Kids [4 0 R 5 0 R 6 0 R] >>',
      '<< /Kids [5 0 R] /Names [(a) 7 0 R] >>',
      spec(8, '/RF 7 0 R'),
      packed(JWS),
      '9 0 R',
    ]);
    expect(await contentsOf(circle)).toEqual([JWS]);
  });
});

describe('a ZIP archive', () => {
  it('gives each file in it, whatever it is, and passes over what systems add', async () => {
    const zip = zipOf(
      { name: 'a/b/c.json', content: JSON_TEXT },
      { name: 'folder/', content: '' },
      { name: '__MACOSX/._c.json', content: 'x' },
      { name: 'badge.png', content: bakedPng(JWS), stored: true },
      { name: 'letter.pdf', content: await pdfWith({ 'a.json': OTHER }) },
      { name: 'photo.jpg', content: latin1('\xff\xd8\xff\xe0') },
    );
    expect(await contentsOf(zip)).toEqual([JSON_TEXT, JWS, OTHER, 'container-unsupported']);
    const files = await expandFile(zip);
    expect(files.map(({ name }) => name)).toEqual(['c.json', 'badge.png', 'letter.pdf', 'photo.jpg']);
    expect(files[0] && text(files[0].bytes)).toBe(JSON_TEXT);
  });

  it('is itself where it cannot be opened, as every other file is', async () => {
    for (const bytes of [
      bytesOf(JSON_TEXT),
      bakedPng(JWS),
      bytesOf('PK\x03\x04rest'),
      await pdfWith({ a: JWS }),
    ])
      expect(await expandFile(bytes)).toEqual([{ bytes }]);
  });

  const zero = (size: number) => Buffer.alloc(size, ' ');
  const overlapping = zipOf(
    { name: 'a', content: JWS },
    ...Array.from({ length: 50 }, (_, i) => ({ name: 'a', content: JWS, says: { offset: 0 }, i })),
  );
  it.each<[string, Bytes, string[]]>([
    ['empty', zipOf(), ['no-credential-inside']],
    ['cut off', zipOf({ name: 'a', content: JWS }).slice(0, -30), ['container-damaged']],
    ['only its beginning', bytesOf('PK\x03\x04rest'), ['container-damaged']],
    [
      'with an archive in it',
      zipOf({ name: 'a.zip', content: zipOf({ name: 'a', content: JWS }) }),
      ['archive-in-archive'],
    ],
    [
      'of an office program',
      zipOf({ name: '[Content_Types].xml', content: '<Types/>' }),
      ['container-unsupported'],
    ],
    ['behind a password', zipOf({ name: 'a', content: JWS, flags: 1 }), ['container-encrypted']],
    ['with a wrong checksum', zipOf({ name: 'a', content: JWS, says: { crc: 1 } }), ['container-damaged']],
    [
      'that says less than it has',
      zipOf({ name: 'a', content: zero(20_000_000), says: { size: 10 } }),
      ['container-damaged'],
    ],
    [
      'that says more than it has',
      zipOf({ name: 'a', content: JWS, says: { size: 2 ** 32 - 2 } }),
      ['container-damaged'],
    ],
    [
      'with one file too large',
      zipOf({ name: 'a', content: zero(10 * 1024 * 1024 + 1) }),
      ['container-too-large'],
    ],
    [
      'with all together too large',
      zipOf(...['a', 'b', 'c', 'd'].map((name) => ({ name, content: zero(9_000_000) }))),
      ['container-too-large'],
    ],
    [
      'with too many files',
      zipOf(...Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, content: '' }))),
      ['container-too-large'],
    ],
    ['whose entries share bytes', overlapping, ['container-damaged']],
    [
      'with a bomb in a picture',
      zipOf({ name: 'a', content: pngOf(HEADER, packedChunk(zero(40_000_000)), END) }),
      ['container-too-large'],
    ],
  ])('%s', async (_, bytes, answer) => {
    expect(await contentsOf(bytes)).toEqual(answer);
  });

  it('is not looked for behind a picture', async () => {
    expect(await contentsOf(bytesOf(bakedPng(JWS), zipOf({ name: 'a', content: OTHER })))).toEqual([JWS]);
  });
});

describe('a name in an archive', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\b.json', 'b.json'],
    ['a\u202egnp.exe', 'agnp.exe'],
    ['a\0b\u001b[31m\n.json', 'ab[31m.json'],
    ['x'.repeat(500), `${'x'.repeat(119)}…`],
    ['a/', undefined],
    ['\u200b', undefined],
    ['Núñez 🎓.json', 'Núñez 🎓.json'],
  ])('%j is shown as %j', (name, shown) => {
    expect(displayName(name)).toBe(shown);
  });
});
