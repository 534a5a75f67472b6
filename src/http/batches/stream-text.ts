import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Context } from 'hono';
import type { HttpEnv } from '../http-env.ts';

const PIECE_CHARACTERS = 64 * 1024;

/**
 * A file that is made while it is sent. If that fails the connection breaks: a file that ends early must not look whole.
 */
export function streamText(
  c: Context<HttpEnv>,
  pieces: AsyncIterable<string>,
  headers: Record<string, string>,
): Response {
  return c.body(
    NodeReadableStream.from(encode(c, pieces)) as ReadableStream<Uint8Array<ArrayBuffer>>,
    200,
    headers,
  );
}

async function* encode(c: Context<HttpEnv>, pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  try {
    for await (const piece of pieces) {
      text += piece;
      if (text.length < PIECE_CHARACTERS) continue;
      yield encoder.encode(text);
      text = '';
    }
  } catch (err) {
    c.var.deps.log.error({ requestId: c.var.requestId, err }, 'a download broke off');
    throw err;
  }
  if (text !== '') yield encoder.encode(text);
}
