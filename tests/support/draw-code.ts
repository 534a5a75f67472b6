import { createRequire } from 'node:module';
import { renderQrPng } from '../../src/present/qr-png.ts';

/** qrcode's own PNG package: nothing more to install for reading one back. */
const { PNG } = createRequire(createRequire(import.meta.url).resolve('qrcode'))('pngjs');

export interface DrawnCode {
  luminance: Uint8Array;
  width: number;
  height: number;
}

/** A QR code as we print it, half as large, as one byte a pixel in the given shades. */
export async function drawCode(text: string, { dark = 0, light = 255 } = {}): Promise<DrawnCode> {
  const png = PNG.sync.read(Buffer.from(await renderQrPng(text)));
  const [width, height] = [Math.floor(png.width / 2), Math.floor(png.height / 2)];
  const luminance = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return png.data[(2 * y * png.width + 2 * x) * 4] < 128 ? dark : light;
  });
  return { luminance, width, height };
}
