import { PICTURE_HEADER_BYTES, readPictureSize } from './picture-size.ts';
import { openQrReader } from './qr-reader.ts';

const MAX_BYTES = 10 * 1024 * 1024;
/** A photo of the largest usual phone. */
const MAX_PIXELS = 50_000_000;
/** What a larger one is made smaller to while it is unpacked. */
const KEPT_PIXELS = 16_000_000;

/**
 * What the QR codes in a picture say (PNG, JPEG, WebP, GIF; of a moving one the first frame), each once. None for what is no such
 * picture, is larger than 10 MB or 50 million pixels, or has none that can be read. Never rejects. Takes a few seconds at most, and
 * the page goes on meanwhile.
 */
export async function readQr(image: Blob): Promise<string[]> {
  const picture = await unpackPicture(image);
  if (picture === null) return [];
  const reader = openQrReader();
  try {
    return await reader.read(picture);
  } finally {
    reader.close();
  }
}

async function unpackPicture(image: Blob): Promise<ImageBitmap | null> {
  if (image.size > MAX_BYTES) return null;
  const start = await image.slice(0, PICTURE_HEADER_BYTES).arrayBuffer();
  const size = readPictureSize(new Uint8Array(start));
  if (size === null || size.width * size.height > MAX_PIXELS) return null;
  const shrink = Math.sqrt(KEPT_PIXELS / (size.width * size.height));
  try {
    // Only the width, because a photo may be stored lying on its side.
    return await createImageBitmap(
      image,
      shrink < 1 ? { resizeWidth: Math.round(size.width * shrink), resizeQuality: 'high' } : {},
    );
  } catch {
    // It only began like a picture.
    return null;
  }
}
