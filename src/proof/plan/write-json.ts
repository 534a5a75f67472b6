import canonicalize from 'canonicalize';
import type { Shape } from './shape.ts';

/** A piece of text, the number of a slot, or the place of the proofs. */
type Piece = string | number | null;

/**
 * The JCS form (RFC 8785) of a document of this shape with a `proof` member, of which only the slots and the proofs vary.
 * Returns a function that takes the slots' texts, well-formed Unicode, and the JCS form of the proofs.
 */
export function prepareJson(shape: Shape): (texts: readonly string[], proofs: string) => string {
  const pieces = join(listPieces(shape, true));
  return (texts, proofs) => {
    let json = '';
    for (const piece of pieces)
      json += typeof piece === 'string' ? piece : piece === null ? proofs : JSON.stringify(texts[piece]);
    return json;
  };
}

function listPieces(shape: Shape, isRoot = false): Piece[] {
  switch (shape.kind) {
    case 'constant':
      return [canonicalize(shape.value) as string];
    case 'slot':
      return [shape.slot];
    case 'array':
      return ['[', ...shape.items.flatMap((item, i) => [i === 0 ? '' : ',', ...listPieces(item)]), ']'];
    case 'object': {
      const members = shape.members.map(([name, inner]): [string, Piece[]] => [name, listPieces(inner)]);
      if (isRoot) members.push(['proof', [null]]);
      // RFC 8785 §3.2.3: by UTF-16 code units, which is how strings compare.
      members.sort(([a], [b]) => (a < b ? -1 : 1));
      const written = members.flatMap(([name, pieces], i) => [
        `${i === 0 ? '' : ','}${canonicalize(name)}:`,
        ...pieces,
      ]);
      return ['{', ...written, '}'];
    }
  }
}

/** Texts side by side become one. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
