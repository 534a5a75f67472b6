import { sha256Hex, utf8 } from '../../model/bytes.ts';
import { isJsonObject, type JsonObject, textOf } from '../../model/json.ts';
import type { FetchDocument, StatusNotice } from '../../model/verification.ts';

/** Where Lectern publishes its lists (docs/status.md): beside them are its notices. */
const LIST_PATH = /^\/status\/[1-9]\d{0,8}$/;
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
  const since = textOf(document['since']);
  const statement = textOf(document['statement']);
  const replacement = document['replacement'];
  const issued = isJsonObject(replacement) ? textOf(replacement['issued']) : undefined;
  const url = isJsonObject(replacement) ? textOf(replacement['url']) : undefined;
  return {
    ...(since !== undefined && isTime(since) ? { since } : {}),
    ...(statement === undefined ? {} : { statement: cleanText(statement) }),
    ...(isJsonObject(replacement)
      ? {
          replacement: {
            ...(issued !== undefined && isTime(issued) ? { issued } : {}),
            ...(url?.startsWith(`${origin}/c/`) && URL.canParse(url) ? { url } : {}),
          },
        }
      : {}),
  };
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Without line breaks, control characters and marks that turn the direction of writing. */
function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_STATEMENT)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
}
