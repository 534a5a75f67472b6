import { binarize, type Charset, Decoder, Detector } from '@nuintun/qrcode';

/** A page full of things that look like the corners of a code must not keep anyone waiting. */
const MAX_CANDIDATES = 200;

/** What all QR codes in it say, dark on light or light on dark, each once. `luminance` has one byte a pixel, row by row. */
export function decodeCodes(luminance: Uint8Array, width: number, height: number): string[] {
  const found = new Set<string>();
  const pixels = binarize(luminance, width, height);
  for (const isInverted of [false, true]) {
    if (isInverted) pixels.flip();
    const candidates = new Detector().detect(pixels);
    const decoder = new Decoder({ decode: readText });
    let candidate = candidates.next();
    for (let tried = 0; !candidate.done && tried < MAX_CANDIDATES; tried++) {
      const text = decode(decoder, candidate.value.matrix);
      if (text !== null) found.add(text);
      candidate = candidates.next(text !== null);
    }
  }
  return [...found];
}

function decode(decoder: Decoder, matrix: Parameters<Decoder['decode']>[0]): string | null {
  try {
    return decoder.decode(matrix).content;
  } catch {
    // Looked like a code and is none, or is one that is damaged too much.
    return null;
  }
}

/** Codes say which encoding they use less often than they use UTF-8. */
function readText(bytes: Uint8Array, { label }: Charset): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(label).decode(bytes);
  }
}
