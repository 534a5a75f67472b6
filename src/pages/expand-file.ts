import { valuesOf } from '../model/json.ts';
import { readContained } from '../verify/company.ts';
import { expandFile as expand } from '../verify/containers/open-file.ts';
import { MAX_CREDENTIAL_BYTES, readCredential } from '../verify/read-credential.ts';
import type { Expanded } from './check-messages.ts';

/** What is to be checked by itself in a file: the entries of an archive, the credentials of a presentation; anything else is itself. */
export async function expandFile(file: Blob): Promise<Expanded[]> {
  if (file.size > MAX_CREDENTIAL_BYTES) return [{ file }];
  const entries = await expand(new Uint8Array(await file.arrayBuffer()));
  const [only] = entries;
  if (entries.length !== 1 || only === undefined || only.name !== undefined)
    return entries.map(({ name, bytes }) => ({
      file: new Blob([bytes]),
      ...(name === undefined ? {} : { name }),
    }));
  const held = listPresented(only.bytes).map((one) => ({ file: new Blob([one]) }));
  return held.length > 1 ? held : [{ file }];
}

/**
 * The credentials of a presentation, as texts. One that says whose it is, or is signed, stays whole: what stands against it stands against
 * all that is in it, and each by itself would not know.
 */
function listPresented(bytes: Uint8Array): string[] {
  const read = readCredential(bytes);
  if (read.kind !== 'json' || !valuesOf(read.credential['type']).includes('VerifiablePresentation'))
    return [];
  if (read.credential['holder'] !== undefined || read.credential['proof'] !== undefined) return [];
  return readContained(read.credential).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}
