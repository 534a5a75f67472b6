import { type JsonObject, valuesOf } from '../model/json.ts';
import { type FetchBytes, FetchFailure } from '../model/verification.ts';
import { readContained, readRecord } from './company.ts';
import { findNamedParts } from './completeness/named-parts.ts';
import { openFile } from './containers/open-file.ts';
import { readCredential } from './read-credential.ts';

/** Every credential in a file, as it is secured, through whatever contains it. */
export async function readSecured(bytes: Uint8Array<ArrayBuffer>): Promise<(JsonObject | string)[]> {
  const held = await openFile(bytes);
  return held.flatMap((one) => (one.kind === 'bytes' ? readSecuredBytes(one.bytes) : []));
}

/**
 * The credential of a file that has this one and nothing else to be checked, through whatever contains it; else null. A presentation
 * is more than its credential: it may be signed, and wrongly.
 */
export async function readOnly(bytes: Uint8Array<ArrayBuffer>): Promise<JsonObject | string | null> {
  const [only, ...others] = await openFile(bytes);
  if (only?.kind !== 'bytes' || others.length > 0) return null;
  const read = readCredential(only.bytes);
  if (read.kind === 'unreadable') return null;
  if (read.kind === 'jwt') return read.text;
  return valuesOf(read.credential['type']).includes('VerifiablePresentation') ? null : read.credential;
}

/** Every credential in JSON or a JWT: the one, or those of a presentation or of a record (and the record itself). */
export function readSecuredBytes(bytes: Uint8Array): (JsonObject | string)[] {
  const read = readCredential(bytes);
  if (read.kind === 'unreadable') return [];
  if (read.kind === 'jwt') return [read.text];
  const { credential } = read;
  if (valuesOf(credential['type']).includes('VerifiablePresentation')) return readContained(credential);
  return [credential, ...readRecord(credential)];
}

/** Lectern's share links. */
const SHARE_PATH = /^\/c\/[\w-]{14,64}$/;

/**
 * The parts of a credential that came from a Lectern share link, where its full record is shared beside it
 * (`/c/{id}.record.json`): nothing is asked for unless it names parts. Empty where there is no record.
 */
export async function fetchSharedParts(
  link: string,
  bytes: Uint8Array,
  fetchBytes: FetchBytes,
): Promise<(JsonObject | string)[]> {
  if (!URL.canParse(link)) return [];
  const { origin, pathname } = new URL(link);
  const read = SHARE_PATH.test(pathname) ? readCredential(bytes) : undefined;
  if (read?.kind !== 'json' || findNamedParts(read.credential, new Set()).length === 0) return [];
  try {
    return await readSecured(await fetchBytes(`${origin}${pathname}.record.json`));
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return [];
  }
}
