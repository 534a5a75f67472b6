import { utf8 } from '../model/bytes.ts';
import type { LinkProblem } from '../present/link-words.ts';
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
  return /^https?:\/\/\S+$/i.test(trimmed)
    ? { kind: 'link', link: trimmed }
    : { kind: 'text', text: trimmed };
}

/** The first of the form's three ways that was used. */
export function handInForm(form: FormData): HandedIn | null {
  const file = form.get('file');
  if (file instanceof File && file.name !== '') return { kind: 'file', file };
  for (const name of ['url', 'credential']) {
    const value = form.get(name);
    const handedIn = typeof value === 'string' ? handIn(value) : null;
    if (handedIn !== null) return handedIn;
  }
  return null;
}

export async function readHandedIn(
  handedIn: HandedIn,
  page: URL,
): Promise<{ ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; problem: LinkProblem }> {
  if (handedIn.kind === 'link') return readLink(handedIn.link, page);
  if (handedIn.kind === 'text') return { ok: true, bytes: utf8(handedIn.text) };
  return { ok: true, bytes: new Uint8Array(await handedIn.file.arrayBuffer()) };
}
