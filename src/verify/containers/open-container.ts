import { MAX_CREDENTIAL_BYTES } from '../read-credential.ts';
import { type Allowance, cannotOpen, createAllowance, type OpenContainer, type Opened } from './opened.ts';

/** Each is loaded when there is one: most of what is checked is none of them. */
const openPng: OpenContainer = async (...file) => (await import('./png.ts')).openPng(...file);
const openSvg: OpenContainer = async (...file) => (await import('./svg.ts')).openSvg(...file);
const openPdf: OpenContainer = async (...file) => (await import('./pdf/open-pdf.ts')).openPdf(...file);
const openZip: OpenContainer = async (...file) => (await import('./zip.ts')).openZip(...file);

const PHOTO =
  'This is a picture without signed data, as photos and screenshots are. Ask for the link, or scan its QR code.';
const ARCHIVE = 'This is an archive of a kind that is not opened here. Unpack it, or send it as ZIP.';
const PAGE = 'This is a web page. If it is a credential’s own page, use its link instead.';

/** Every kind of file that is known, by how it begins, or what it has at another place there. A new one is one line. */
const KINDS: readonly { magic: string; at?: number; open: OpenContainer }[] = [
  { magic: '\x89PNG\r\n\x1a\n', open: openPng },
  { magic: '%PDF-', open: openPdf },
  // A first entry; an archive with none; a part of one.
  { magic: 'PK\x03\x04', open: openZip },
  { magic: 'PK\x05\x06', open: openZip },
  { magic: 'PK\x07\x08', open: openZip },
  { magic: '\xff\xd8\xff', open: refuse(PHOTO) },
  { magic: 'GIF8', open: refuse(PHOTO) },
  { magic: 'WEBP', at: 8, open: refuse(PHOTO) },
  { magic: 'II*\0', open: refuse(PHOTO) },
  { magic: 'MM\0*', open: refuse(PHOTO) },
  { magic: 'BM', open: refuse(PHOTO) },
  { magic: 'ftypavif', at: 4, open: refuse(PHOTO) },
  { magic: 'ftyphei', at: 4, open: refuse(PHOTO) },
  { magic: 'ftypmif1', at: 4, open: refuse(PHOTO) },
  { magic: 'JXL ', at: 4, open: refuse(PHOTO) },
  { magic: '\x1f\x8b', open: refuse(ARCHIVE) },
  { magic: '7z\xbc\xaf', open: refuse(ARCHIVE) },
  { magic: 'Rar!', open: refuse(ARCHIVE) },
  { magic: 'BZh', open: refuse(ARCHIVE) },
  { magic: '\xfd7zXZ', open: refuse(ARCHIVE) },
];

/**
 * Looks at what a file is by its first bytes, and takes out what is in it. One level only: what it gives may be a container again.
 * Never throws on what a stranger sent, and repeats none of it. `allowance` is shared by all that is taken out of one file.
 */
export async function openContainer(
  bytes: Uint8Array<ArrayBuffer>,
  allowance: Allowance = createAllowance(),
): Promise<Opened> {
  if (bytes.length > MAX_CREDENTIAL_BYTES) return cannotOpen('too-large', 'The file is larger than 10 MB.');
  const start = String.fromCharCode(...bytes.subarray(0, 256));
  const known = KINDS.find(({ magic, at = 0 }) => start.startsWith(magic, at));
  if (known !== undefined) return known.open(bytes, allowance);
  const text = start.replace(BYTE_ORDER_MARK, '').trimStart();
  if (!text.startsWith('<')) return { kind: 'plain' };
  return /^<(!doctype\s+html|html|head|body)\b/i.test(text)
    ? refuse(PAGE)(bytes, allowance)
    : openSvg(bytes, allowance);
}

const BYTE_ORDER_MARK = '\xef\xbb\xbf';

function refuse(detail: string): OpenContainer {
  return async () => cannotOpen('container-unsupported', detail);
}
