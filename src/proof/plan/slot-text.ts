/** How texts stand in canonical N-Quads (RDFC-1.0 §5, N-Quads §4), and which of them a plan may put there. */

const MAY_NEED_ESCAPE = /[\p{Cc}"\\]/u;
const EACH_OF_THEM = /[\p{Cc}"\\]/gu;
const SHORT_ESCAPES: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

export function escapeLiteral(text: string): string {
  return MAY_NEED_ESCAPE.test(text) ? text.replace(EACH_OF_THEM, escapeCharacter) : text;
}

/** The C1 controls (U+0080 to U+009F) stand as they are. */
function escapeCharacter(c: string): string {
  if (c >= '\u0080') return c;
  return SHORT_ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text that could be an IRI. Whether it is one where it stands, only the contexts know. */
const LIKE_IRI = /^([A-Za-z][A-Za-z0-9+.-]*:)(\/\/)?\S+$/;
/** RFC 3986 characters: in these, nothing has to be escaped, encoded or thought about. */
const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * What an IRI must begin with to be expanded as the plan's sample was (JSON-LD API §5.2.2): the scheme, because a context could
 * take it for the prefix of a compact IRI, and `//`, after which it never does. Null for a text that is no IRI.
 */
export function iriPrefix(text: string): string | null {
  const match = LIKE_IRI.exec(text);
  return match === null ? null : `${match[1]}${match[2] ?? ''}`;
}

/** Whether this text, in place of an IRI with that prefix, is certain to stand in the N-Quads as it is. */
export function isCertainIri(text: string, prefix: string): boolean {
  return PLAIN_IRI.test(text) && iriPrefix(text) === prefix;
}

/** A text that stands in no document, of the same form as `text`. */
export function sentinelFor(text: string, slot: number, nonce: string): string {
  const prefix = iriPrefix(text);
  return prefix === null ? `slot ${slot} ${nonce}` : `${prefix}slot-${slot}.${nonce}`;
}
