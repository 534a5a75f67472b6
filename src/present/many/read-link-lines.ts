import { completeLink } from '../../model/complete-link.ts';

/** The links of a text that is nothing but links, more than one, each on a line or apart by spaces; else null. */
export function readLinkLines(text: string): string[] | null {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const links = words.flatMap((word) => completeLink(word) ?? []);
  return links.length > 1 && links.length === words.length ? links : null;
}
