import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';

/** Containers as strangers make them, also wrong ones: written byte by byte, apart from our own writers. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (...parts: (string | Uint8Array)[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))));

export interface Chunk {
  type: string;
  data: string | Uint8Array;
  length?: number;
  crc?: number;
}

export function pngOf(...chunks: Chunk[]): Bytes {
  return bytesOf(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks.map(chunkOf));
}

function chunkOf({ type, data, length, crc }: Chunk): Bytes {
  const named = bytesOf(type, data);
  return bytesOf(numberOf(length ?? named.length - 4), named, numberOf(crc ?? crc32(named)));
}

function numberOf(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

export const HEADER: Chunk = { type: 'IHDR', data: Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0) };
export const PIXELS: Chunk = { type: 'IDAT', data: deflateSync(Uint8Array.of(0, 0)) };
export const END: Chunk = { type: 'IEND', data: '' };

export function textChunk(text: string | Uint8Array, keyword = 'openbadgecredential', flag = 0): Chunk {
  return { type: 'iTXt', data: bytesOf(keyword, Uint8Array.of(0, flag, 0, 0, 0), text) };
}

export const packedChunk = (text: string | Uint8Array): Chunk =>
  textChunk(deflateSync(text), 'openbadgecredential', 1);

export const bakedPng = (text: string): Bytes => pngOf(HEADER, textChunk(text), PIXELS, END);

export const bakedSvg = (content: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${content}<rect/></svg>`;

export const svgElement = (json: string): string =>
  `<openbadges:credential><![CDATA[${json}]]></openbadges:credential>`;

/** By another implementation than ours. */
export async function pdfWith(
  files: Record<string, string | Uint8Array>,
  { useObjectStreams = true } = {},
): Promise<Bytes> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  for (const [name, content] of Object.entries(files))
    await pdf.attach(bytesOf(content), name, { mimeType: 'application/vc' });
  return new Uint8Array(await pdf.save({ useObjectStreams }));
}

/** A file that is attached to a page and not named in the catalog. */
export async function pdfWithAnnotation(name: string, content: string): Promise<Bytes> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  const { context } = pdf;
  const stream = context.register(context.flateStream(bytesOf(content), { Type: 'EmbeddedFile' }));
  const file = context.obj({ Type: 'Filespec', F: PDFString.of(name), EF: { F: stream } });
  const annotation = context.obj({ Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], FS: file });
  page.node.set(PDFName.of('Annots'), context.obj([context.register(annotation)]));
  return new Uint8Array(await pdf.save());
}

/** A PDF of objects as they are given, without a cross-reference table. */
export function plainPdf(objects: readonly (string | Uint8Array)[], trailer = '<< /Root 1 0 R >>'): Bytes {
  const parts = objects.flatMap((object, index) => [`${index + 1} 0 obj\n`, object, '\nendobj\n']);
  return bytesOf('%PDF-1.7\n', ...parts, `trailer ${trailer}\nstartxref\n0\n%%EOF\n`);
}

export const streamOf = (dict: string, content: string | Uint8Array): Bytes =>
  bytesOf(`<< /Length ${bytesOf(content).length} ${dict} >>\nstream\n`, content, '\nendstream');

export interface Entry {
  name: string;
  content: string | Uint8Array;
  stored?: boolean;
  flags?: number;
  /** What the archive says of it, if not the truth. */
  says?: { size?: number; packedSize?: number; crc?: number; offset?: number };
}

export function zipOf(...entries: Entry[]): Bytes {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content, stored = false, flags = 0x0800, says = {} } of entries) {
    const raw = bytesOf(content);
    const packed = stored ? raw : deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(says.crc ?? crc32(raw), 10);
    common.writeUInt32LE(says.packedSize ?? packed.length, 14);
    common.writeUInt32LE(says.size ?? raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = bytesOf('PK\x03\x04', common, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(says.offset ?? offset, 10);
    central.push(bytesOf('PK\x01\x02', Uint8Array.of(20, 0), common, rest, name));
    locals.push(local);
    offset += local.length;
  }
  const directory = bytesOf(...central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return bytesOf(...locals, directory, 'PK\x05\x06', end);
}
