import { createRequire } from 'node:module';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { renderQrPng, renderQrSvg } from '../../src/present/qr.ts';

const URL = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';

/** qrcode's own PNG package: nothing more to install for reading one back. */
const { PNG } = createRequire(createRequire(import.meta.url).resolve('qrcode'))('pngjs');

function readQr(data: Uint8ClampedArray, size: number): string | undefined {
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(data, size, size)?.data;
}

describe('QR codes', () => {
  it('can be read from the picture, which is large enough to print', async () => {
    const { width, height, data } = PNG.sync.read(Buffer.from(await renderQrPng(URL)));
    expect(width).toBeGreaterThanOrEqual(600);
    expect(height).toBe(width);
    expect(readQr(new Uint8ClampedArray(data), width)).toBe(URL);
  });

  it('can be read from the vector, which is one path on white with a quiet zone', () => {
    const svg = renderQrSvg(URL);
    expect(svg.match(/<path/g)).toHaveLength(1);
    expect(svg).toContain(`role="img" aria-label="QR code: opens ${URL}"`);
    const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const scale = 4;
    const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
    for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      for (let row = 0; row < scale; row++) {
        const start = (Number(y) * scale + row) * size * scale + Number(x) * scale;
        for (let i = start; i < start + Number(length) * scale; i++) pixels.fill(0, i * 4, i * 4 + 3);
      }
    }
    expect(readQr(pixels, size * scale)).toBe(URL);
  });

  it('escapes the address in its title', () => {
    expect(renderQrSvg('https://example.org/?a=1&b="<x>"')).not.toMatch(/<x>|&b=/);
  });
});
