import qrcode from 'qrcode';
import { escapeXml } from './escape-xml.ts';

/** Level Q: a printed code survives a coffee stain. */
const LEVEL = 'Q';
/** Modules of white around it, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;
const MIN_PNG_SIZE = 600;

/**
 * A QR code that opens the URL: black on white whatever the page's colours, and one path, because separate squares show
 * hairlines between them.
 */
export function renderQrSvg(url: string): string {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: LEVEL });
  const size = modules.size + 2 * QUIET_ZONE;
  const title = escapeXml(`QR code: opens ${url}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${title}" shape-rendering="crispEdges">` +
    `<title>${title}</title><rect width="${size}" height="${size}" fill="#fff"/>` +
    `<path fill="#000" d="${drawModules(modules)}"/></svg>`
  );
}

/** The same as a picture of at least 600 pixels, a whole number of pixels a module. */
export async function renderQrPng(url: string): Promise<Uint8Array> {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: LEVEL });
  const scale = Math.ceil(MIN_PNG_SIZE / (modules.size + 2 * QUIET_ZONE));
  return qrcode.toBuffer(url, { type: 'png', errorCorrectionLevel: LEVEL, margin: QUIET_ZONE, scale });
}

/** Each run of dark modules in a row is one rectangle of the path. */
function drawModules({ size, data }: { size: number; data: ArrayLike<number> }): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && data[row * size + column]) column++;
      const length = column - start;
      if (length > 0) path += `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`;
    }
  }
  return path;
}
