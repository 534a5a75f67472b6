import { grayscale } from '@nuintun/qrcode';
import { decodeCodes } from '../../src/pages/qr/decode-codes.ts';

/** What the QR codes in these pixels (RGBA) say: the verifier page's own reader, without its search. */
export function readCodes(data: Uint8Array | Uint8ClampedArray, width: number, height = width): string[] {
  return decodeCodes(grayscale({ data, width, height } as ImageData), width, height);
}
