/** A part of pdfkit that its types do not know yet. */
declare module 'pdfkit/output' {
  /** The whole document once it has ended; to be asked for before. */
  export function toBytes(document: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>>;
}
