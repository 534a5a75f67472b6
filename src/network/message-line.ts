import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';

/** What both ends say first: a peer with another protocol or version is not spoken to. */
export interface Hello {
  protocol: string;
  version: number;
}

/** One message is one line of JSON in UTF-8 (https://jsonlines.org): JSON text never contains a bare line feed. */
export function writeLine(message: object): string {
  return `${JSON.stringify(message)}\n`;
}

/** Null for a line that is no JSON object. */
export function readLine(line: Uint8Array): JsonObject | null {
  try {
    const parsed = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(line));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

export function isHello(message: JsonObject | null, { protocol, version }: Hello): boolean {
  return message?.['protocol'] === protocol && message['version'] === version;
}

/**
 * Cuts a stream into lines. `push` returns the lines that a chunk completes, or null once a line is longer than `maxBytes`, and
 * holds no more than that of one that is not complete.
 */
export function createLineCutter(maxBytes: number): { push(chunk: Uint8Array): Uint8Array[] | null } {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  return {
    push(chunk) {
      const lines: Uint8Array[] = [];
      let from = 0;
      for (;;) {
        const end = chunk.indexOf(0x0a, from);
        const part = chunk.subarray(from, end === -1 ? undefined : end);
        if (heldBytes + part.length > maxBytes) return null;
        if (end === -1) {
          if (part.length > 0) held.push(part);
          heldBytes += part.length;
          return lines;
        }
        lines.push(held.length === 0 ? part : Buffer.concat([...held, part]));
        held = [];
        heldBytes = 0;
        from = end + 1;
      }
    },
  };
}
