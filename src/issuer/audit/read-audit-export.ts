import { AppError } from '../../model/problem.ts';
import { type ExportHeader, readHeaderLine, readItemLine } from './export-format.ts';
import type { AuditLogSource, LogItem } from './verify-audit.ts';

/** Far more than any event needs: those of batches name some hundreds of credentials. */
const LONGEST_LINE = 4 * 1024 * 1024;
const PAGE = 1_000;

/**
 * An export of a whole log as something to verify, read line by line. Rejects with AppError CONFIG_INVALID when it is no export,
 * or one of a part of the log, which proves nothing.
 */
export async function openAuditExport(
  chunks: AsyncIterable<Uint8Array>,
): Promise<AuditLogSource & { header: ExportHeader }> {
  const lines = readLines(chunks);
  const first = await lines.next();
  const header = first.done || first.value === null ? null : readHeaderLine(first.value);
  if (header === null)
    throw new AppError('CONFIG_INVALID', 'This is no export that `lectern audit export` wrote as ndjson.');
  if (header.filter !== null)
    throw new AppError(
      'CONFIG_INVALID',
      'This export holds a part of the log. Only the whole log, exported without a filter, can be verified.',
    );
  return { header, counter: header.counter, pages: readPages(lines) };
}

async function* readPages(lines: AsyncIterable<string | null>): AsyncGenerator<LogItem[]> {
  let page: LogItem[] = [];
  let number = 1;
  for await (const line of lines) {
    number++;
    if (line !== null && line.trim() === '') continue;
    page.push((line === null ? null : readItemLine(line)) ?? { unreadableLine: number });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

/** Lines without their breaks; null for one that is too long or no UTF-8, of which nothing is kept. */
async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | null, undefined> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const take = (piece: Uint8Array) => {
    size += piece.length;
    if (size > LONGEST_LINE) pieces = [];
    else pieces.push(piece);
  };
  const finish = () => {
    const line = size > LONGEST_LINE ? null : decode(Buffer.concat(pieces));
    pieces = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, begin)) {
      take(chunk.subarray(begin, end));
      yield finish();
      begin = end + 1;
    }
    take(chunk.subarray(begin));
  }
  if (size > 0) yield finish();
  return undefined;
}

const LINE_FEED = 0x0a;

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
