import { utf8 } from '../model/bytes.ts';
import { completeLink } from '../model/complete-link.ts';
import type { JsonObject } from '../model/json.ts';
import type { LinkProblem } from '../present/link-words.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { readLink } from './read-link.ts';

/** What someone handed in to be checked. */
export type HandedIn =
  | { kind: 'file'; file: Blob }
  | { kind: 'link'; link: string }
  | { kind: 'text'; text: string };

/** What was typed or pasted: a link, if it is nothing but one. */
export function handIn(text: string): HandedIn | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const link = completeLink(trimmed);
  return link === null ? { kind: 'text', text: trimmed } : { kind: 'link', link };
}

/** What was handed in by each of the form's three ways, which may be several files; which way is meant, only its user knows. */
export function handInForm(form: FormData): HandedIn[][] {
  const files = form
    .getAll('file')
    .flatMap((file): HandedIn[] =>
      file instanceof File && file.name !== '' ? [{ kind: 'file', file }] : [],
    );
  const texts = ['url', 'credential'].map((name) => {
    const value = form.get(name);
    const handedIn = typeof value === 'string' ? handIn(value) : null;
    return handedIn === null ? [] : [handedIn];
  });
  return [files, ...texts].filter(({ length }) => length > 0);
}

/** What a receipt calls it: a file by its name, a link by itself, and a pasted text not at all. */
export function nameHandedIn(handedIn: HandedIn): string {
  if (handedIn.kind === 'link') return handedIn.link;
  return handedIn.kind === 'file' && handedIn.file instanceof File ? handedIn.file.name : '–';
}

export type ReadHandedIn =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; parts?: (JsonObject | string)[] }
  | { ok: false; problem: LinkProblem };

/** The bytes, and what a share link offers beside them. */
export async function readHandedIn(handedIn: HandedIn, page: URL): Promise<ReadHandedIn> {
  if (handedIn.kind === 'link') return readLink(handedIn.link, page);
  if (handedIn.kind === 'text') return { ok: true, bytes: utf8(handedIn.text) };
  // One byte past the limit is enough to see that it is too large, and may be all that memory has room for.
  const start = handedIn.file.slice(0, MAX_CREDENTIAL_BYTES + 1);
  return { ok: true, bytes: new Uint8Array(await start.arrayBuffer()) };
}
