/** More programs and frameworks than an instance has. */
const MOST = 100;

/**
 * Remembers what a document was parsed to, by its content: what is published is read for every credential, and never changes. `beside`
 * is what else the answer depends on, compared by identity. What is given back is frozen, because everyone gets the same.
 */
export function rememberParsed<T>(
  parse: (document: unknown, beside: readonly object[]) => T,
): (document: unknown, beside?: readonly object[]) => T {
  const known = new Map<string, { beside: readonly object[]; parsed: T }>();
  return (document, beside = []) => {
    const content = JSON.stringify(document);
    const found = known.get(content);
    known.delete(content);
    const isSame =
      found?.beside.length === beside.length && beside.every((one, i) => one === found.beside[i]);
    const entry = found !== undefined && isSame ? found : { beside, parsed: freeze(parse(document, beside)) };
    known.set(content, entry);
    // The one that was not asked for longest is the first.
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return entry.parsed;
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
