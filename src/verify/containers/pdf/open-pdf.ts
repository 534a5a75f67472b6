import type { Finding } from '../../../model/verification.ts';
import { displayName } from '../display-name.ts';
import { type Content, cannotOpen, type OpenContainer } from '../opened.ts';
import { findAttachments } from './find-attachments.ts';
import { PdfSyntaxError } from './parse-pdf-value.ts';
import { PdfTooLarge, readPdf, readStream } from './read-pdf.ts';

const MAX_ATTACHMENTS = 200;

/** The files that are attached to a PDF. Its pages are not looked at: nothing on them is signed. */
export const openPdf: OpenContainer = async (bytes, allowance) => {
  try {
    const pdf = await readPdf(bytes, allowance);
    if (pdf.isEncrypted)
      return cannotOpen(
        'container-encrypted',
        'This PDF is protected, so what is attached to it cannot be read. Ask for one without a password, or for the link.',
      );
    const attachments = findAttachments(pdf);
    if (attachments.length > MAX_ATTACHMENTS) throw new PdfTooLarge();
    const contents: Content[] = [];
    for (const { name = '', stream } of attachments) {
      const content = await readStream(pdf, stream, allowance);
      const shown = displayName(name);
      if (content !== null)
        contents.push({ ...(shown === undefined ? {} : { name: shown }), bytes: content });
    }
    if (attachments.length === 0 && pdf.root === null)
      return cannotOpen('container-damaged', 'The PDF is damaged or cut off. Ask for the file again.');
    if (contents.length === 0)
      return cannotOpen(
        'no-credential-inside',
        'This PDF has no signed data attached, as a printout or a scan has none. Ask for the link, or scan its QR code.',
      );
    const findings = contents.length < attachments.length ? [NOT_ALL_READ] : [];
    return { kind: 'holds', container: 'pdf', contents, findings };
  } catch (error) {
    if (error instanceof PdfTooLarge || error instanceof PdfSyntaxError)
      return cannotOpen(
        'container-too-large',
        'This PDF unpacks to more than is read here. Ask for the link instead.',
      );
    throw error;
  }
};

const NOT_ALL_READ: Finding = {
  outcome: 'warning',
  code: 'attachment-not-read',
  detail: 'Something else is attached to the PDF that could not be read.',
};
