import type { Context } from 'hono';
import { AppError } from '../../model/problem.ts';
import { ROSTER_LIMITS } from '../../roster/roster-limits.ts';
import type { HttpEnv } from '../http-env.ts';
import { cleanFileName, readFileName } from './read-file-name.ts';
import { type FormPart, readMultipart } from './read-multipart.ts';
import { readUploadParameters } from './read-upload-parameters.ts';
import { type SpooledFile, spoolFile, tooLarge } from './spool-file.ts';
import type { Upload } from './upload.ts';

/** As browsers and spreadsheet programs name a CSV file. */
export const ROSTER_TYPES = [
  'text/csv',
  'text/plain',
  'application/vnd.ms-excel',
  'application/octet-stream',
] as const;
export const FORM_TYPE = 'multipart/form-data';

/** What a form has around a file. */
const FORM_BYTES = 1024 * 1024;
const MAX_FIELD_BYTES = 256 * 1024;

/**
 * The roster that a request brings, as its body or in a form, spooled to the disk as it comes. Whoever gets it closes its file.
 * Rejects with AppError REQUEST_INVALID or PAYLOAD_TOO_LARGE.
 */
export async function readUpload(c: Context<HttpEnv>): Promise<Upload> {
  const { maxBytes } = ROSTER_LIMITS;
  if (Number(c.req.header('content-length') ?? 0) > maxBytes + FORM_BYTES) throw tooLarge(maxBytes);
  const header = c.req.header('content-type') ?? '';
  const type = header.split(';')[0]?.trim().toLowerCase();
  if (type === FORM_TYPE) return readForm(c, header);
  if (!ROSTER_TYPES.some((known) => known === type))
    throw invalid('content-type', 'media-type', 'Send the file as text/csv, or in a form.');
  const parameters = readUploadParameters(c.req.query());
  const fileName = readFileName(c.req.header('content-disposition'));
  return { ...parameters, fileName, file: await spool(c, bodyOf(c)) };
}

async function readForm(c: Context<HttpEnv>, header: string): Promise<Upload> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(header) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw invalid('content-type', 'media-type', 'The form has no boundary.');
  const fields: Record<string, string> = { ...c.req.query() };
  let file: { file: SpooledFile; fileName: string | null } | null = null;
  try {
    for await (const part of readMultipart(bodyOf(c), boundary)) {
      if (part.name !== 'file') {
        fields[part.name] = await readField(part);
        continue;
      }
      if (file !== null) throw invalid('file', 'more-than-one', 'One file at a time.');
      file = { file: await spool(c, part.body), fileName: cleanFileName(part.fileName) };
    }
    if (file === null) throw invalid('file', 'missing', 'This is required.');
    return { ...readUploadParameters(fields), ...file };
  } catch (error) {
    await file?.file.close();
    throw error;
  }
}

function spool(c: Context<HttpEnv>, chunks: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
  return spoolFile(c.var.deps.batches.spoolDir, chunks, ROSTER_LIMITS.maxBytes);
}

async function readField({ body }: FormPart): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_FIELD_BYTES)
      throw invalid('body', 'field-too-large', 'A field of the form is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* bodyOf(c: Context<HttpEnv>): AsyncGenerator<Uint8Array> {
  if (c.req.raw.body !== null) yield* c.req.raw.body;
}

function invalid(path: string, code: string, detail: string): AppError {
  return new AppError('REQUEST_INVALID', detail, { problems: [{ path, code, detail }] });
}
