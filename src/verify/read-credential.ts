import type { FindingCode } from '../model/finding-codes.ts';
import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';
import { unwrapShared } from '../model/unwrap-shared.ts';
import { type DecodedJwt, decodeJwt } from '../proof/verify-jwt.ts';

/** 10 MB: what anyone may hand in. */
export const MAX_CREDENTIAL_BYTES = 10 * 1024 * 1024;

export type ReadCredential =
  | { kind: 'json'; credential: JsonObject }
  | { kind: 'jwt'; text: string; decoded: DecodedJwt }
  | { kind: 'unreadable'; code: FindingCode; detail: string };

/** How containers begin; they are named so that the answer can say so. */
const CONTAINERS: readonly [string, string][] = [
  ['\u0089PNG', 'PNG picture'],
  ['%PDF-', 'PDF'],
  ['PK\u0003\u0004', 'ZIP archive'],
  ['\u00ff\u00d8\u00ff', 'JPEG picture'],
];

/**
 * Finds the credential in bytes that a stranger sent: VC JSON (UTF-8) or a VC-JWT, and nothing that contains one (`openFile` does that).
 * Never throws, never echoes.
 */
export function readCredential(bytes: Uint8Array): ReadCredential {
  if (bytes.length > MAX_CREDENTIAL_BYTES) return unreadable('too-large', 'The file is larger than 10 MB.');
  const container = nameContainer(bytes);
  if (container !== null) {
    return unreadable(
      'container-unsupported',
      `This is a ${container}, where a credential as JSON or JWT is wanted.`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes).trim();
  } catch {
    return unreadable('not-text', 'The file is not text, so there is no signed data in it that can be read.');
  }
  if (text === '') return unreadable('empty', 'There is nothing in it.');
  return text.startsWith('{') || text.startsWith('[') ? readJson(text) : readJwt(text);
}

function readJson(text: string): ReadCredential {
  const parsed = parseJson(text);
  if (!parsed.ok) return unreadable(parsed.code, 'The file begins like JSON but cannot be read as such.');
  if (!isJsonObject(parsed.value))
    return unreadable('not-a-credential', 'The file is JSON, but not a credential.');
  return { kind: 'json', credential: unwrapShared(parsed.value) };
}

function readJwt(text: string): ReadCredential {
  if (text.startsWith('<'))
    return unreadable(
      'container-unsupported',
      'This is a web page or an SVG picture, where a credential as JSON or JWT is wanted.',
    );
  const decoded = decodeJwt(text);
  return decoded === null
    ? unreadable('not-a-credential', 'There is no signed data in it that can be read.')
    : { kind: 'jwt', text, decoded };
}

function nameContainer(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  return CONTAINERS.find(([magic]) => start.startsWith(magic))?.[1] ?? null;
}

function unreadable(code: FindingCode, detail: string): ReadCredential {
  return { kind: 'unreadable', code, detail };
}
