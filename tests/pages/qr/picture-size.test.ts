import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPictureSize } from '../../../src/pages/qr/picture-size.ts';
import { renderQrPng } from '../../../src/present/qr-png.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );
const zeros = (length: number) => new Array<number>(length).fill(0);
const size = { width: 640, height: 400 };

describe('the size that a picture states', () => {
  it.each([
    ['GIF', bytes('GIF89a', [0x80, 2, 0x90, 1])],
    ['WebP, lossy', bytes('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [0x80, 2, 0x90, 1])],
    ['WebP, lossless', bytes('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f, 0x7f, 0xc2, 0x63, 0], zeros(9))],
    ['WebP, extended', bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x7f, 2, 0, 0x8f, 1, 0])],
    [
      'JPEG, behind a thumbnail and fill bytes',
      bytes(
        [0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xc0, 9, 9],
        [0xff, 0xff, 0xc4, 0, 2],
        [0xff, 0xc2, 0, 17, 8, 1, 0x90, 2, 0x80],
      ),
    ],
  ])('is read from %s', (_, start) => {
    expect(readPictureSize(start)).toEqual(size);
  });

  it('is read from a PNG that somebody else wrote', async () => {
    const png = await renderQrPng('https://badges.example.org/c/q7Jm2xVt9KfRw3Lp');
    const stated = readPictureSize(png);
    expect(stated?.width).toBeGreaterThanOrEqual(600);
    expect(stated?.height).toBe(stated?.width);
  });

  it('is null for what is no picture, is cut off or has no pixels', () => {
    for (const start of [
      bytes(),
      bytes('{"@context": []}'),
      bytes('%PDF-1.7', zeros(40)),
      bytes('RIFF', zeros(4), 'WAVEfmt ', zeros(20)),
      bytes('GIF89a', [0, 0, 1, 0]),
      bytes([0xff, 0xd8, 0xff, 0xe1, 0, 0, 1, 2, 3, 4, 5, 6]),
    ])
      expect(readPictureSize(start)).toBeNull();
  });

  it('never throws and always ends, whatever follows the beginning', () => {
    const beginnings = [
      '\u0089PNG\r\n\u001a\n',
      'GIF89a',
      'RIFF0000WEBPVP8X',
      'RIFF0000WEBPVP8L',
      '\u00ff\u00d8\u00ff',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 60 }), (beginning, rest) => {
        const stated = readPictureSize(bytes(beginning, [...rest]));
        return stated === null || (stated.width > 0 && stated.height > 0);
      }),
    );
  });
});
