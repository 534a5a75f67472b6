import { AppError } from '../../model/problem.ts';

/** One part of a multipart/form-data body. `body` has to be read before the next part is asked for. */
export interface FormPart {
  name: string;
  fileName: string | null;
  body: AsyncIterable<Uint8Array>;
}

const MAX_HEADER_BYTES = 16 * 1024;
const LINE_END = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');
const CLOSED = Buffer.from('--');

/**
 * The parts of a form as they come (RFC 7578), whatever their size: the platform's own reader holds all of them in memory.
 * Rejects with AppError REQUEST_INVALID for what is no such body.
 */
export async function* readMultipart(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormPart> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const reader = openReader(chunks);
  // The first delimiter may stand at the very beginning, without the line break that the others have.
  reader.putBack(LINE_END);
  await drain(reader.readTo(delimiter));
  for (;;) {
    if ((await reader.peek(2)).equals(CLOSED)) return;
    const padding = await reader.readShort(LINE_END, 100);
    if (padding.trim() !== '') throw malformed();
    const headers = await reader.readShort(HEADERS_END, MAX_HEADER_BYTES);
    const body = reader.readTo(delimiter);
    yield { ...readDisposition(headers), body };
    // Whatever of it was not read.
    await drain(body);
  }
}

type Reader = ReturnType<typeof openReader>;

function openReader(chunks: AsyncIterable<Uint8Array>) {
  const source = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done) throw malformed();
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
  };
  return {
    putBack(bytes: Buffer): void {
      held = Buffer.concat([bytes, held]);
    },
    async peek(length: number): Promise<Buffer> {
      while (held.length < length) await more();
      return held.subarray(0, length);
    },
    /** What comes before `end`, which is left out, piece by piece. */
    async *readTo(end: Buffer): AsyncGenerator<Uint8Array> {
      for (;;) {
        const at = held.indexOf(end);
        if (at >= 0) {
          const last = held.subarray(0, at);
          held = held.subarray(at + end.length);
          if (last.length > 0) yield last;
          return;
        }
        // The end may have begun.
        const sure = held.length - end.length + 1;
        if (sure > 0) {
          const piece = held.subarray(0, sure);
          held = held.subarray(sure);
          yield piece;
        }
        await more();
      }
    },
    async readShort(end: Buffer, maxBytes: number): Promise<string> {
      for (;;) {
        const at = held.indexOf(end);
        if (at > maxBytes || (at < 0 && held.length > maxBytes)) throw malformed();
        if (at >= 0) {
          const text = held.subarray(0, at).toString('utf8');
          held = held.subarray(at + end.length);
          return text;
        }
        await more();
      }
    },
  } satisfies Record<string, unknown>;
}

async function drain(body: ReturnType<Reader['readTo']>): Promise<void> {
  for await (const _ of body);
}

/** Browsers write a quote in a name as `%22` (HTML, multipart/form-data encoding algorithm). */
function readDisposition(headers: string): { name: string; fileName: string | null } {
  const disposition = headers
    .split('\r\n')
    .find((line) => /^content-disposition:\s*form-data\s*;/i.test(line));
  const name = /;\s*name="([^"]*)"/i.exec(disposition ?? '')?.[1];
  if (disposition === undefined || name === undefined) throw malformed();
  const fileName = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  return { name, fileName: fileName === undefined ? null : fileName.replaceAll('%22', '"') };
}

function malformed(): AppError {
  const detail = 'The body is not a complete multipart/form-data form.';
  return new AppError('REQUEST_INVALID', detail, {
    problems: [{ path: 'body', code: 'multipart-malformed', detail }],
  });
}
