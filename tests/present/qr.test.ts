import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { renderQrSvg } from '../../src/present/qr.ts';
import { renderQrPng } from '../../src/present/qr-png.ts';
import { launchBrowser } from '../support/browser.ts';
import { readCodes } from '../support/read-codes.ts';

const sample = false;
const URL = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';

/** qrcode's own PNG package: nothing more to install for reading one back. */
const { PNG } = createRequire(createRequire(import.meta.url).resolve('qrcode'))('pngjs');

describe('QR codes', () => {
  it('can be read from the picture, which is large enough to print', async () => {
    const { width, height, data } = PNG.sync.read(Buffer.from(await renderQrPng(URL)));
    expect(width).toBeGreaterThanOrEqual(600);
    expect(height).toBe(width);
    expect(readCodes(data, width)).toEqual([URL]);
  });

  it('can be read from the vector, which is one path on white with a quiet zone', () => {
    const svg = renderQrSvg(URL, { sample });
    expect(svg).not.toContain('SAMPLE');
    expect(svg.match(/<path/g)).toHaveLength(1);
    expect(svg).toContain(`role="img" aria-label="QR code: opens ${URL}"`);
    expect(readQrSvg(svg)).toBe(URL);
  });

  it('of samples say so below the quiet zone, and are the same code', () => {
    const svg = renderQrSvg(URL, { sample: true });
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    const [, y, size] = /<text[^>]* y="([\d.]+)"[^>]* font-size="(\d+)"[^>]*>SAMPLE<\/text>/.exec(svg) ?? [];
    // A capital letter is at most 0.75 of the font's size high.
    expect(Number(y) - Number(size) * 0.75).toBeGreaterThanOrEqual(Number(width));
    expect(Number(y)).toBeLessThan(Number(height));
    expect(readQrSvg(svg)).toBe(URL);
    expect(svg).toContain(/<path[^>]*>/.exec(renderQrSvg(URL, { sample }))?.[0]);
  });

  it('of samples can be read as a browser shows them', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 400, height: 440 } });
      await page.setContent(
        `<style>* { margin: 0 } svg { display: block; width: 400px }</style>${renderQrSvg(URL, { sample: true })}`,
      );
      const { width, height, data } = PNG.sync.read(await page.screenshot());
      expect(readCodes(data, width, height)).toEqual([URL]);
    } finally {
      await browser.close();
    }
  });

  it('escapes the address in its title', () => {
    expect(renderQrSvg('https://example.org/?a=1&b="<x>"', { sample })).not.toMatch(/<x>|&b=/);
  });
});

/** Draws the path, and nothing else, as the picture of a code. */
function readQrSvg(svg: string): string | undefined {
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
  return readCodes(pixels, size * scale)[0];
}
