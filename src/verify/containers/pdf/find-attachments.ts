import { isKind, type PdfDict, type PdfStream, type PdfValue } from './pdf-value.ts';
import { type Pdf, resolve } from './read-pdf.ts';

export interface Attachment {
  /** As the file has it; not yet fit to be shown. */
  name?: string;
  stream: PdfStream;
}

const STREAM_KEYS = ['UF', 'F', 'Unix', 'Mac', 'DOS'];

/**
 * Every file that is attached anywhere in the document: whatever can be reached from its catalog (names, associated files, annotations
 * of pages, …) and has embedded files (ISO 32000-2 §7.11.3). Each is given once, and each object is visited once, however they refer to
 * each other.
 */
export function findAttachments(pdf: Pdf): Attachment[] {
  const attachments: Attachment[] = [];
  const streams = new Set<PdfStream>();
  const seen = new Set<number>();
  const waiting: PdfValue[] = [pdf.root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isKind(value, 'ref')) {
      if (seen.has(value.number)) continue;
      seen.add(value.number);
      waiting.push(resolve(pdf, value));
    } else if (Array.isArray(value)) {
      for (const one of value) waiting.push(one);
    } else if (isKind(value, 'stream')) waiting.push(value.dict);
    else if (isKind(value, 'dict')) {
      const name = nameOf(pdf, value);
      for (const stream of embeddedIn(pdf, value)) {
        if (streams.has(stream)) continue;
        streams.add(stream);
        attachments.push({ ...(name === undefined ? {} : { name }), stream });
      }
      for (const entry of value.entries.values()) waiting.push(entry);
    }
  }
  return attachments;
}

function embeddedIn(pdf: Pdf, { entries }: PdfDict): PdfStream[] {
  const embedded = resolve(pdf, entries.get('EF'));
  if (!isKind(embedded, 'dict')) return [];
  return STREAM_KEYS.map((key) => resolve(pdf, embedded.entries.get(key))).filter((one) =>
    isKind(one, 'stream'),
  );
}

/** A text string: UTF-16 or UTF-8 with its mark, or PDFDocEncoding, of which Latin-1 is near enough for display. */
function nameOf(pdf: Pdf, { entries }: PdfDict): string | undefined {
  const name = resolve(pdf, entries.get('UF') ?? entries.get('F'));
  if (!isKind(name, 'string')) return undefined;
  const bytes = Uint8Array.from(name.text, (character) => character.charCodeAt(0));
  if (name.text.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  if (name.text.startsWith('\xef\xbb\xbf')) return new TextDecoder('utf-8').decode(bytes);
  return name.text;
}
