import { open } from 'node:fs/promises';
import { AppError } from '../model/problem.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';

/** The bytes of a file, or of standard input for `-`; one byte past the limit is read at most. Rejects with AppError REQUEST_INVALID. */
export async function readInput(name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (name === '-') return readStream(process.stdin);
  try {
    await using file = await open(name);
    return await readStream(file.createReadStream({ end: MAX_CREDENTIAL_BYTES }));
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'The file cannot be read.', { cause });
  }
}

async function readStream(stream: AsyncIterable<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_CREDENTIAL_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(chunks));
}
