/** What PDF files are made of (ISO 32000-2 §7.3). Strings are kept byte by byte, one character each. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfValue[]
  | PdfDict
  | PdfStream;

export interface PdfName {
  kind: 'name';
  name: string;
}

export interface PdfString {
  kind: 'string';
  text: string;
}

/** Of an object by its number. Generations are passed over: the latest counts, as in files that were repaired. */
export interface PdfRef {
  kind: 'ref';
  number: number;
}

export interface PdfDict {
  kind: 'dict';
  entries: Map<string, PdfValue>;
}

export interface PdfStream {
  kind: 'stream';
  dict: PdfDict;
  /** Where its bytes begin in the file, and where the next `endstream` stands. */
  start: number;
  end: number;
}

export function isKind<K extends 'name' | 'string' | 'ref' | 'dict' | 'stream'>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { kind: K }> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === kind;
}
