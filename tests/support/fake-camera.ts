import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawCode } from './draw-code.ts';

const WIDTH = 640;
const HEIGHT = 480;

const FAKE_DEVICE = '--use-fake-device-for-media-stream';
// A headless Chromium has nobody to ask, so its answer is a switch too.
const ANSWER = '--use-fake-ui-for-media-stream';
/** A camera that its owner does not allow. */
export const FORBIDDEN_CAMERA = [FAKE_DEVICE, `${ANSWER}=deny`];
/** A machine that has no camera, whatever this one has. */
export const NO_CAMERA = [`${FAKE_DEVICE}=device-count=0`, ANSWER];

/**
 * What Chromium's fake camera shows, as a YUV4MPEG file in `dir`: noise, as of a camera that is being lifted, and then the codes of
 * these texts one after the other, about a second each; and so on from the beginning. Gives the switches for the browser.
 */
export async function fakeCamera(dir: string, texts: readonly string[]): Promise<string[]> {
  const codes = await Promise.all(texts.map(drawFrame));
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
  return [FAKE_DEVICE, ANSWER, `--use-file-for-fake-video-capture=${file}`];
}

/** A little to the left, on a grey table. */
async function drawFrame(text: string): Promise<Uint8Array> {
  const { luminance, width, height } = await drawCode(text, { dark: 30, light: 220 });
  const frame = new Uint8Array(WIDTH * HEIGHT).fill(140);
  for (let y = 0; y < height; y++)
    frame.set(luminance.subarray(y * width, (y + 1) * width), (y + 80) * WIDTH + 100);
  return frame;
}

function drawNoise(seed: number): Uint8Array {
  let state = seed;
  return new Uint8Array(WIDTH * HEIGHT).map(() => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >>> 16;
  });
}
