import type { Treatment } from './plan-views.ts';

/** Side of the squares whose darkest and brightest pixels are compared. */
const BLOCK = 16;
/** How many squares around count as the surroundings. */
const AROUND = 2;
/** What differs less than this is paper, not a pale code. */
const FLAT = 12;

/** A picture's luminance, made easier to read. One byte a pixel, row by row; the argument is left alone. */
export function treatLuminance(
  luminance: Uint8Array,
  width: number,
  height: number,
  treatment: Treatment,
): Uint8Array {
  if (treatment === 'plain') return luminance;
  const prepare = treatment === 'sharpened' ? sharpen : smooth;
  const stretched = stretchContrast(prepare(luminance, width, height), width, height);
  return stretched.map((value) => (value < 128 ? 0 : 255));
}

/** Takes away what a lens out of focus added: an unsharp mask. */
function sharpen(luminance: Uint8Array, width: number, height: number): Uint8Array {
  let soft = luminance;
  for (let pass = 0; pass < 3; pass++) soft = smooth(soft, width, height);
  return Uint8Array.from(
    new Uint8ClampedArray(luminance.length).map(
      (_, i) => 3 * (luminance[i] as number) - 2 * (soft[i] as number),
    ),
  );
}

/** Each pixel becomes the mean of nine; the outermost ones stay. */
function smooth(luminance: Uint8Array, width: number, height: number): Uint8Array {
  const smoothed = luminance.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let row = y - 1; row <= y + 1; row++) {
        const at = row * width + x;
        sum += (luminance[at - 1] as number) + (luminance[at] as number) + (luminance[at + 1] as number);
      }
      smoothed[y * width + x] = sum / 9;
    }
  }
  return smoothed;
}

/** From the darkest to the brightest of the surroundings becomes from black to white, however pale or shaded they are. */
function stretchContrast(luminance: Uint8Array, width: number, height: number): Uint8Array {
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const darkest = new Uint8Array(columns * rows).fill(255);
  const brightest = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const block = Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK);
      const value = luminance[y * width + x] as number;
      if (value < (darkest[block] as number)) darkest[block] = value;
      if (value > (brightest[block] as number)) brightest[block] = value;
    }
  }
  const low = spread(darkest, columns, rows, Math.min);
  const high = spread(brightest, columns, rows, Math.max);
  const stretched = new Uint8Array(luminance.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const block = Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK);
      const from = low[block] as number;
      const range = (high[block] as number) - from;
      const at = y * width + x;
      stretched[at] = range < FLAT ? 255 : (((luminance[at] as number) - from) * 255) / range;
    }
  }
  return stretched;
}

function spread(
  blocks: Uint8Array,
  columns: number,
  rows: number,
  pick: (...values: number[]) => number,
): Uint8Array {
  return blocks.map((_, block) => {
    const column = block % columns;
    const row = Math.floor(block / columns);
    let picked = blocks[block] as number;
    for (let y = Math.max(0, row - AROUND); y <= Math.min(rows - 1, row + AROUND); y++)
      for (let x = Math.max(0, column - AROUND); x <= Math.min(columns - 1, column + AROUND); x++)
        picked = pick(picked, blocks[y * columns + x] as number);
    return picked;
  });
}
