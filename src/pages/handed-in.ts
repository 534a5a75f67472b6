import { completeLink } from '../model/complete-link.ts';
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

/** What is to be checked, and what a share link offers beside it. */
export async function readHandedIn(
  handedIn: HandedIn,
  checker: Pick<Checker, 'readLink'>,
): Promise<LinkAnswer> {
  if (handedIn.kind === 'link') return checker.readLink(handedIn.link);
  const file = handedIn.kind === 'text' ? new Blob([handedIn.text]) : handedIn.file;
  return { ok: true, file, parts: [], relayed: [] };
}
