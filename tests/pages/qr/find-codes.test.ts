import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCodes } from '../../../src/pages/qr/decode-codes.ts';
import { planFrameView, planViews } from '../../../src/pages/qr/plan-views.ts';
import { treatLuminance } from '../../../src/pages/qr/treat-luminance.ts';
import { drawCode } from '../../support/draw-code.ts';

const LINK = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';

describe('the codes in a picture', () => {
  it('are all found, dark on light and light on dark, each once', async () => {
    const one = await drawCode(LINK);
    const other = await drawCode('{"name": "Núñez"}', { dark: 230, light: 20 });
    const [width, height] = [one.width, one.height + other.height + one.height];
    const luminance = new Uint8Array(width * height).fill(255);
    luminance.set(one.luminance);
    for (let y = 0; y < other.height; y++)
      luminance.set(
        other.luminance.subarray(y * other.width, (y + 1) * other.width),
        (one.height + y) * width,
      );
    luminance.set(one.luminance, (one.height + other.height) * width);
    expect(decodeCodes(luminance, width, height).sort()).toEqual([LINK, '{"name": "Núñez"}']);
  });

  it('are none in noise and on blank paper', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10_000, maxLength: 10_000 }), (noise) => {
        expect(decodeCodes(noise, 100, 100)).toEqual([]);
      }),
      { numRuns: 10 },
    );
    expect(decodeCodes(new Uint8Array(10_000).fill(255), 100, 100)).toEqual([]);
    expect(decodeCodes(new Uint8Array(1), 1, 1)).toEqual([]);
  });
});

describe('a pale picture', () => {
  it('is read when it has been made black and white', async () => {
    const { luminance, width, height } = await drawCode(LINK, { dark: 205, light: 225 });
    const given = luminance.slice();
    expect(decodeCodes(treatLuminance(luminance, width, height, 'hardened'), width, height)).toEqual([LINK]);
    expect(decodeCodes(treatLuminance(luminance, width, height, 'sharpened'), width, height)).toEqual([LINK]);
    expect(treatLuminance(luminance, width, height, 'plain')).toBe(luminance);
    expect(luminance).toEqual(given);
  });
});

describe('the search', () => {
  const side = fc.integer({ min: 1, max: 8000 });

  it('begins with the whole picture and never leaves it', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const rounds = planViews(width, height);
        expect(rounds[0]?.[0]).toEqual({ x: 0, y: 0, width, height, scale: 1, treatment: 'plain' });
        for (const view of rounds.flat()) {
          expect(
            Math.min(view.x, view.y, width - view.x - view.width, height - view.y - view.height),
          ).toBeGreaterThan(-0.01);
          expect(view.scale).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('looks at every place of a large photo from near', () => {
    const near = planViews(4000, 3000)
      .flat()
      .filter(({ width }) => width < 4000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 0, max: 2600 }), (x, y) =>
        near.some(
          (view) =>
            view.x <= x && view.y <= y && view.x + view.width >= x + 400 && view.y + view.height >= y + 300,
        ),
      ),
    );
  });

  it('looks at a camera’s frames in turns, each small enough to be quick', () => {
    const views = [0, 1, 2, 3].map((frame) => planFrameView(frame, 1920, 1080));
    expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(4);
    for (const { width, scale } of views) expect(width * scale).toBeLessThanOrEqual(800);
  });
});
