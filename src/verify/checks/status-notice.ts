import { sha256Hex, utf8 } from '../../model/bytes.ts';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../model/json.ts';
import type { FetchDocument, StatusNotice } from '../../model/verification.ts';

/** Where Lectern publishes its lists (docs/verification.md): beside them are its notices. */
const LIST_PATH = /^\/status\/[1-9]\d{0,8}$/;
/** And its share links. */
const SHARE_PATH = /^\/c\/[A-Za-z0-9_-]{14,64}$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z$/;
const LONGEST_STATEMENT = 300;

/**
 * What the issuer says of a credential that its own list calls withdrawn or on hold: since when, a sentence, and whether there is
 * a corrected one. Asked only then, of the site that the list is on, under the SHA-256 of the credential's id, which says nothing
 * to anyone who does not have the credential. Null when there is none; it adds words and takes nothing back.
 */
export async function fetchNotice(
  listUrl: string,
  credentialId: string | undefined,
  fetchDocument: FetchDocument,
): Promise<StatusNotice | null> {
  if (credentialId === undefined || !URL.canParse(listUrl)) return null;
  const { origin, pathname } = new URL(listUrl);
  if (!LIST_PATH.test(pathname)) return null;
  try {
    const { document } = await fetchDocument(`${origin}/notices/${await sha256Hex(utf8(credentialId))}`);
    return readNotice(document, origin);
  } catch {
    return null;
  }
}

/** Only what has the right form: the words of a site are shown as that, and never more than a sentence of them. */
function readNotice(document: JsonObject, origin: string): StatusNotice {
  const since = readTime(document['since']);
  const statement = cleanText(textOf(document['statement']) ?? '');
  const replacement = document['replacement'];
  return {
    ...(since === undefined ? {} : { since }),
    ...(statement === '' ? {} : { statement }),
    ...(isJsonObject(replacement) ? { replacement: readReplacement(replacement, origin) } : {}),
  };
}

function readReplacement(replacement: JsonObject, origin: string): NonNullable<StatusNotice['replacement']> {
  const issued = readTime(replacement['issued']);
  const url = readShareLink(textOf(replacement['url']), origin);
  return { ...(issued === undefined ? {} : { issued }), ...(url === undefined ? {} : { url }) };
}

function readTime(value: Json | undefined): string | undefined {
  const text = textOf(value);
  return text !== undefined && TIME.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** A share link of the same site, and nothing behind it; as the parser understands it, not as it was written. */
function readShareLink(text: string | undefined, origin: string): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { href, pathname } = new URL(text);
  return SHARE_PATH.test(pathname) && href === `${origin}${pathname}` ? href : undefined;
}

/** Without line breaks, control characters, halves of characters and marks that turn the direction of writing. */
function cleanText(text: string): string {
  const plain = text
    // Longer than what is kept, so that nothing is spent on the rest.
    .slice(0, 4 * LONGEST_STATEMENT)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\s]+/gu, ' ')
    // Marks that pile up over the lines around them.
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
  return [...plain].slice(0, LONGEST_STATEMENT).join('').trim();
}
