import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { renderQrPng } from '../../src/present/qr.ts';

const WIDTH = 640;
const HEIGHT = 480;

/** qrcode's own PNG package: nothing more to install for reading one back. */
const { PNG } = createRequire(createRequire(import.meta.url).resolve('qrcode'))('pngjs');

/**
 * What Chromium's fake camera shows, as a YUV4MPEG file in `dir`: noise, as of a camera that is being lifted, and then the codes of
 * these texts one after the other, about a second each; and so on from the beginning. Gives the switches for the browser.
 */
export async function fakeCamera(dir: string, texts: readonly string[]): Promise<string[]> {
  const codes = await Promise.all(texts.map(drawCode));
  const frames = [drawNoise(1), drawNoise(2), ...codes.flatMap((code) => [code, code, code, code])];
  const file = join(dir, 'camera.y4m');
  await writeFile(
    file,
    Buffer.concat([
      Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F4:1 Ip A1:1 C420jpeg\n`),
      ...frames.flatMap((luminance) => [
        Buffer.from('FRAME\n'),
        luminance,
        Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
      ]),
    ]),
  );
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/** A machine that has no camera, whatever this one has. */
export const NO_CAMERA = ['--use-fake-device-for-media-stream=device-count=0'];

/** Half its size, a little to the left, on a grey table. */
async function drawCode(text: string): Promise<Uint8Array> {
  const { width, height, data } = PNG.sync.read(Buffer.from(await renderQrPng(text)));
  const frame = new Uint8Array(WIDTH * HEIGHT).fill(140);
  for (let y = 0; y < Math.floor(height / 2); y++)
    for (let x = 0; x < Math.floor(width / 2); x++)
      frame[(y + 80) * WIDTH + x + 100] = 30 + data[(2 * y * width + 2 * x) * 4] * 0.75;
  return frame;
}

function drawNoise(seed: number): Uint8Array {
  let state = seed;
  return new Uint8Array(WIDTH * HEIGHT).map(() => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >>> 16;
  });
}
