import { completeLink } from '../model/complete-link.ts';
import { readLinkLines } from '../present/many/read-link-lines.ts';
import type { LinkAnswer } from './check-messages.ts';
import type { Checker } from './checker.ts';

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

/** What a receipt calls it: a file by its name, a link by itself, and a pasted text not at all. */
export function nameHandedIn(handedIn: HandedIn): string {
  if (handedIn.kind === 'link') return handedIn.link;
  return handedIn.kind === 'file' && handedIn.file instanceof File ? handedIn.file.name : '–';
}

/** What is to be checked, and what a share link offers beside it. */
export async function readHandedIn(
  handedIn: HandedIn,
  checker: Pick<Checker, 'readLink'>,
): Promise<LinkAnswer> {
  if (handedIn.kind === 'link') return checker.readLink(handedIn.link);
  const file = handedIn.kind === 'text' ? new Blob([handedIn.text]) : handedIn.file;
  return { ok: true, file, parts: [], relayed: [] };
}
