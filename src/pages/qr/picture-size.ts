export interface PictureSize {
  width: number;
  height: number;
}

/** Where the sizes of usual pictures stand at the latest: behind the colour profile and the thumbnail of a photo. */
export const PICTURE_HEADER_BYTES = 1024 * 1024;

/**
 * The size that a PNG, GIF, WebP or JPEG states at its beginning, so that nobody unpacks one that is too large. Null for everything
 * else. What it says is the file's word only.
 */
export function readPictureSize(start: Uint8Array): PictureSize | null {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const size = READERS.find(([magic]) => begins(start, magic))?.[1](view, start);
  return size === undefined || size === null || size.width === 0 || size.height === 0 ? null : size;
}

type ReadSize = (view: DataView, bytes: Uint8Array) => PictureSize | null;

const READERS: readonly [magic: string, read: ReadSize][] = [
  ['\u0089PNG\r\n\u001a\n', readPng],
  ['GIF8', readGif],
  ['RIFF', readWebp],
  ['\u00ff\u00d8\u00ff', readJpeg],
];

function begins(bytes: Uint8Array, magic: string, at = 0): boolean {
  return [...magic].every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

function readPng(view: DataView): PictureSize | null {
  if (view.byteLength < 24) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function readGif(view: DataView): PictureSize | null {
  if (view.byteLength < 10) return null;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** The three kinds of WebP each say it in a way of their own. */
function readWebp(view: DataView, bytes: Uint8Array): PictureSize | null {
  if (view.byteLength < 30 || !begins(bytes, 'WEBP', 8)) return null;
  if (begins(bytes, 'VP8X', 12)) {
    return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
  }
  if (begins(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (!begins(bytes, 'VP8 ', 12)) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** From segment to segment up to the one that begins the picture itself. */
function readJpeg(view: DataView): PictureSize | null {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
