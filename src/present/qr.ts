import qrcode from 'qrcode';
import { escapeXml } from './escape-xml.ts';

/** Level Q: a printed code survives a coffee stain. */
export const QR_LEVEL = 'Q';
/** Modules of white around it, as ISO/IEC 18004 asks. */
export const QUIET_ZONE = 4;
/** Modules that the mark of a sample takes, below the quiet zone. */
const MARK_HEIGHT = 5;

/**
 * A QR code that opens the URL: black on white whatever the page's colours, and one path, because separate squares show
 * hairlines between them. In practice mode the picture says so itself, because it leaves the page that says it.
 */
export function renderQrSvg(
  url: string,
  { sample, title: said = `QR code: opens ${url}` }: { sample: boolean; title?: string },
): string {
  const { size, path } = drawQr(url);
  const height = size + (sample ? MARK_HEIGHT : 0);
  const title = escapeXml(`${sample ? 'SAMPLE: ' : ''}${said}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${height}" role="img" aria-label="${title}" shape-rendering="crispEdges">` +
    `<title>${title}</title><rect width="${size}" height="${height}" fill="#fff"/>` +
    `<path fill="#000" d="${path}"/>${sample ? drawSampleMark(size) : ''}</svg>`
  );
}

function drawSampleMark(size: number): string {
  return `<text x="${size / 2}" y="${size + MARK_HEIGHT - 2}" font-family="sans-serif" font-size="4" font-weight="bold" letter-spacing="0.5" text-anchor="middle" fill="#8a1c12">SAMPLE</text>`;
}

/** The code as one SVG path, and the side of its square with the quiet zone, in modules. */
export function drawQr(url: string): { size: number; path: string } {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: QR_LEVEL });
  return { size: modules.size + 2 * QUIET_ZONE, path: drawModules(modules) };
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
