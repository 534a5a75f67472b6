import qrcode from 'qrcode';
import { QR_LEVEL, QUIET_ZONE } from './qr.ts';

const MIN_PNG_SIZE = 600;

/** The code of `renderQrSvg` as a picture of at least 600 pixels, a whole number of pixels a module. Needs Node. */
export async function renderQrPng(url: string): Promise<Uint8Array> {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: QR_LEVEL });
  const scale = Math.ceil(MIN_PNG_SIZE / (modules.size + 2 * QUIET_ZONE));
  return qrcode.toBuffer(url, { type: 'png', errorCorrectionLevel: QR_LEVEL, margin: QUIET_ZONE, scale });
}
