import { grayscale } from '@nuintun/qrcode';
import { decodeCodes } from './decode-codes.ts';
import { type PictureView, planFrameView, planViews } from './plan-views.ts';
import { treatLuminance } from './treat-luminance.ts';

/** What is looked at in one piece; of a larger view only smaller copies and parts are. */
const MAX_VIEW_PIXELS = 13_000_000;
/** After which no further round is begun. */
const PATIENCE_MS = 8000;

/** The codes in a picture, each once; none when nothing could be read. */
export function findCodes(picture: ImageBitmap): string[] {
  const found = new Set<string>();
  const begun = performance.now();
  for (const round of planViews(picture.width, picture.height)) {
    for (const view of round) {
      if (view.width * view.height * view.scale ** 2 > MAX_VIEW_PIXELS) continue;
      for (const code of readView(picture, view)) found.add(code);
      if (performance.now() - begun > PATIENCE_MS) return [...found];
    }
    if (found.size > 0) break;
  }
  return [...found];
}

/** The codes in a frame of a camera, looked at in one way that depends on its number. */
export function findCodesInFrame(frame: ImageBitmap, number: number): string[] {
  return readView(frame, planFrameView(number, frame.width, frame.height));
}

function readView(picture: ImageBitmap, { x, y, width, height, scale, treatment }: PictureView): string[] {
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const context = new OffscreenCanvas(columns, rows).getContext('2d', { willReadFrequently: true });
  if (context === null) return [];
  // What is transparent counts as paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, columns, rows);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, width, height, 0, 0, columns, rows);
  const luminance = grayscale(context.getImageData(0, 0, columns, rows));
  return decodeCodes(treatLuminance(luminance, columns, rows, treatment), columns, rows);
}
