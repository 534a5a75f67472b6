import { joinBaked, NOTHING_BAKED, OPEN_BADGES_2, type ReadBaked } from './baked-file.ts';
import { utf8 } from './bytes.ts';
import { inflate } from './inflate.ts';
import { type PngChunk, readPngChunks, writePngChunks } from './png-chunks.ts';
import { joinBytes } from './read-at-most.ts';
import type { Finding } from './verification.ts';

/** Open Badges 3.0 §5.3.1: one uncompressed iTXt chunk, whose text is the credential as JSON or its Compact JWS. */
const KEYWORD = 'openbadgecredential';
/** Open Badges 2.0 and before: the assertion, or where it is. */
const KEYWORD_OF_2 = 'openbadges';

/**
 * The credentials in a picture that a stranger sent, each as it stands there. Chunks that are damaged are passed over with a warning, a
 * damaged one of ours is no credential. What is packed is unpacked to `maxBytes` at most.
 */
export async function readBakedPng(png: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<ReadBaked> {
  const read = readPngChunks(png);
  if (read === null || read.chunks.length === 0) return damaged();
  const texts = read.chunks.filter(({ type }) => type === 'iTXt' || type === 'tEXt' || type === 'zTXt');
  const baked = texts.filter((chunk) => chunk.type === 'iTXt' && keywordOf(chunk) === KEYWORD);
  const isDamaged = !read.isComplete || read.chunks.some(({ isWhole }) => !isWhole);
  if (baked.length === 0) {
    if (texts.some((chunk) => keywordOf(chunk) === KEYWORD_OF_2)) return OPEN_BADGES_2;
    return isDamaged ? damaged() : NOTHING_BAKED;
  }
  const findings: Finding[] = [];
  const values: Uint8Array<ArrayBuffer>[] = [];
  let left = maxBytes;
  for (const chunk of baked) {
    const text = chunk.isWhole ? readInternationalText(chunk.data) : null;
    if (text === null) return damaged();
    if (!text.isCompressed) {
      values.push(text.value);
      continue;
    }
    const inflated = await inflate(text.value, left);
    if (!inflated.ok) return inflated.reason === 'damaged' ? damaged() : tooLarge();
    left -= inflated.bytes.length;
    values.push(inflated.bytes);
    if (!findings.some(({ code }) => code === 'baked-compressed')) findings.push(COMPRESSED);
  }
  if (isDamaged) findings.push(PARTLY_DAMAGED);
  if (read.hasMore) findings.push(DATA_AFTER_END);
  return joinBaked(values, findings);
}

/** The picture with this credential (JSON or Compact JWS) baked into it, and no other. Throws SyntaxError if it is no whole PNG. */
export function bakePng(png: Uint8Array<ArrayBuffer>, credential: string): Uint8Array<ArrayBuffer> {
  const read = readPngChunks(png);
  const [header, ...rest] = read?.chunks ?? [];
  if (!read?.isComplete || header === undefined) throw new SyntaxError('not a whole PNG');
  // Keyword; neither compressed nor in any language nor translated.
  const data = joinBytes([utf8(KEYWORD), new Uint8Array(5), utf8(credential)]);
  const others = rest.filter((chunk) => chunk.type !== 'iTXt' || keywordOf(chunk) !== KEYWORD);
  return writePngChunks([header, { type: 'iTXt', data }, ...others]);
}

const COMPRESSED: Finding = {
  outcome: 'warning',
  code: 'baked-compressed',
  detail:
    'The credential is packed inside the picture, which Open Badges 3.0 does not allow. Other tools may not find it.',
};
const PARTLY_DAMAGED: Finding = {
  outcome: 'warning',
  code: 'container-damaged',
  detail: 'The picture is damaged or cut off. What it has of the credential was checked.',
};
const DATA_AFTER_END: Finding = {
  outcome: 'warning',
  code: 'data-after-end',
  detail: 'Something was appended to the picture. It was not looked at.',
};

/** What stands before the first NUL. */
function keywordOf({ data }: PngChunk): string {
  const end = data.subarray(0, 80).indexOf(0);
  return end < 1 ? '' : String.fromCharCode(...data.subarray(0, end));
}

/** PNG §11.3.3.4: keyword, compression flag and method, language, translated keyword, text. Null if it is not so. */
function readInternationalText(
  data: Uint8Array<ArrayBuffer>,
): { value: Uint8Array<ArrayBuffer>; isCompressed: boolean } | null {
  const flags = data.indexOf(0) + 1;
  const [flag, method] = [data[flags], data[flags + 1]];
  const language = data.indexOf(0, flags + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0 || (flag !== 0 && flag !== 1) || (flag === 1 && method !== 0)) return null;
  return { value: data.subarray(translated + 1), isCompressed: flag === 1 };
}

function damaged(): ReadBaked {
  const detail =
    'The picture is damaged or cut off, and there is no whole credential in it. Ask for the file again.';
  return { ok: false, code: 'container-damaged', detail };
}

function tooLarge(): ReadBaked {
  const detail = 'What is packed in this picture unpacks to more than any credential has.';
  return { ok: false, code: 'container-too-large', detail };
}
