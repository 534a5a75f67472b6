import { utf8 } from '../model/bytes.ts';
import { completeLink } from '../model/complete-link.ts';
import type { JsonObject } from '../model/json.ts';
import type { LinkProblem } from '../present/link-words.ts';
import { readLinkLines } from '../present/many/read-link-lines.ts';
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

/** Everything that the form's one box holds: files, and a link or a text. */
export function handInForm(form: FormData): HandedIn[] {
  const files = form
    .getAll('file')
    .flatMap((file): HandedIn[] =>
      file instanceof File && file.name !== '' ? [{ kind: 'file', file }] : [],
    );
  const pasted = form.get('credential');
  const handedIn = typeof pasted === 'string' ? handIn(pasted) : null;
  return [...files, ...(handedIn === null ? [] : [handedIn])];
}

/** Whether one thing may hold many: an archive, a list, several links. What it really holds is looked at later. */
export function mayBeMany(handedIn: HandedIn): boolean {
  if (handedIn.kind === 'link') return false;
  if (handedIn.kind === 'text') return readLinkLines(handedIn.text) !== null;
  const { name = '', type }: Blob & { name?: string } = handedIn.file;
  return /\.(zip|csv|tsv|txt)$/i.test(name) || /zip|csv/.test(type);
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
