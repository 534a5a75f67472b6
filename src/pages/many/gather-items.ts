import type { Applicant } from '../../present/many/applicant.ts';
import { type ListProblem, MAX_LIST_BYTES } from '../../present/many/read-cells.ts';
import { readLinkLines } from '../../present/many/read-link-lines.ts';
import { readList } from '../../present/many/read-list.ts';
import type { Expanded } from '../check-messages.ts';
import type { Checker } from '../checker.ts';
import type { HandedIn } from '../handed-in.ts';
import type { Item } from './item.ts';

/** What one table holds. */
export const MAX_ITEMS = 500;
export const MAX_ITEM_BYTES = 100 * 1024 * 1024;

export type Gathered =
  | { ok: true; items: Item[]; applicants?: Applicant[] }
  | { ok: false; refused: 'too-many' | 'too-large' | 'nothing' | 'two-lists' | ListProblem; count?: number };

/**
 * Everything that was handed in, one by one: archives and presentations unpacked, lists of links as links, and the list of applicants
 * apart. Nothing is left out in silence: what goes beyond the limits (`taken` counts) is refused as a whole.
 */
export async function gatherItems(
  handedIn: readonly HandedIn[],
  expand: Checker['expand'],
  taken: { items: number; bytes: number },
): Promise<Gathered> {
  const items: Item[] = [];
  let applicants: Applicant[] | undefined;
  let bytes = taken.bytes;
  for (const one of handedIn) {
    if (one.kind === 'link') items.push(linkItem(one.link));
    else if (one.kind === 'text') items.push(...textItems(one.text));
    else {
      const text = await readAsList(one.file);
      const list = text === null ? null : await readList(text);
      if (list?.ok === false) return { ok: false, refused: list.problem };
      if (list?.kind === 'links') items.push(...list.links.map((link) => linkItem(link)));
      if (list?.kind === 'applicants') {
        if (applicants !== undefined) return { ok: false, refused: 'two-lists' };
        applicants = list.applicants;
        items.push(...applicants.flatMap(({ link, number }) => (link ? linkItem(link, number) : [])));
      }
      if (list === null) {
        // Before it is unpacked: what is larger than all may be is not looked into.
        if (bytes + one.file.size > MAX_ITEM_BYTES) return { ok: false, refused: 'too-large' };
        for (const item of await expandFile(one.file, expand)) {
          bytes += item.file?.size ?? 0;
          items.push(item);
        }
      }
    }
    if (bytes > MAX_ITEM_BYTES) return { ok: false, refused: 'too-large' };
  }
  const count = taken.items + items.length;
  if (count > MAX_ITEMS) return { ok: false, refused: 'too-many', count };
  if (items.length === 0 && (applicants ?? []).length === 0) return { ok: false, refused: 'nothing' };
  return { ok: true, items, ...(applicants === undefined ? {} : { applicants }) };
}

/** Whether a file may be of many things, by its name: what is in it is looked at later. */
export function isList({ name, type }: { name?: string; type: string }): boolean {
  return /\.(csv|tsv)$/i.test(name ?? '') || type === 'text/csv';
}

/** The text of a list: a CSV file, or a text file of nothing but links. */
async function readAsList(file: Blob & { name?: string }): Promise<string | null> {
  if (isList(file)) return readText(file);
  if (!/\.txt$/i.test(file.name ?? '') || file.size > MAX_LIST_BYTES) return null;
  const links = readLinkLines(await readText(file));
  return links === null ? null : links.join('\n');
}

/** Excel writes CSV in UTF-8, or in the encoding of the machine. */
async function readText(file: Blob): Promise<string> {
  const bytes = await file.slice(0, MAX_LIST_BYTES + 4).arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function expandFile(file: Blob & { name?: string }, expand: Checker['expand']): Promise<Item[]> {
  const name = file.name ?? '';
  const held = await expand(file).catch((): Expanded[] => [{ file }]);
  const [only] = held;
  // The entry of an archive is called by both names, as its digest is its own.
  if (only === undefined || (held.length === 1 && only.name === undefined))
    return [{ source: { kind: 'file', name }, file }];
  return held.map((one, index) => ({
    source: { kind: 'file', name: `${name} › ${one.name ?? index + 1}` },
    file: one.file,
  }));
}

function textItems(text: string): Item[] {
  const links = readLinkLines(text);
  if (links !== null) return links.map((link) => linkItem(link));
  return [{ source: { kind: 'text', name: '' }, file: new Blob([text]) }];
}

function linkItem(link: string, applicant?: number): Item {
  return { source: { kind: 'link', name: link }, link, ...(applicant === undefined ? {} : { applicant }) };
}
