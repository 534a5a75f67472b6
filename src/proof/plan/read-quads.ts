import { escapeLiteral } from './slot-text.ts';

/** What stands at one place of a quad: a text as it is, a slot between two of its own marks, or a blank node. */
export type Term = string | { slot: number; open: string; close: string } | { node: number };

export interface Quad {
  subject: Term;
  /** With a space on either side. */
  predicate: string;
  object: Term;
  /** The named graph that it is in, as the proof of a credential within this one is. */
  graph?: { node: number };
}

const QUAD =
  /^(<[^>]*>|_:c14n\d+) (<[^>]*>) (<[^>]*>|_:c14n\d+|"[^"\\]*(?:\\.[^"\\]*)*"(?:\^\^<[^>]*>|@[\w-]+)?) (?:(_:c14n\d+) )?\.$/;

/**
 * Reads the canonical N-Quads of a document whose slots hold these sentinels. `strays` are the slots that a plan cannot fill
 * because their sentinel is nowhere, or is only a part of what stands somewhere. Null where a graph has a name of its own.
 */
export function readQuads(
  nquads: string,
  sentinels: readonly string[],
): { quads: Quad[]; nodes: number; iriSlots: Set<number>; strays: number[] } | null {
  const slotOfIri = new Map(sentinels.map((sentinel, slot) => [`<${sentinel}>`, slot]));
  const slotOfLiteral = new Map(sentinels.map((sentinel, slot) => [`"${escapeLiteral(sentinel)}"`, slot]));
  const iriSlots = new Set<number>();
  const found = new Set<number>();
  let nodes = 0;
  const readNode = (label: string): { node: number } => {
    const node = Number(label.slice('_:c14n'.length));
    nodes = Math.max(nodes, node + 1);
    return { node };
  };
  const readTerm = (text: string): Term => {
    if (text.startsWith('_:')) return readNode(text);
    const iri = slotOfIri.get(text);
    if (iri !== undefined) {
      found.add(iri);
      iriSlots.add(iri);
      return { slot: iri, open: '<', close: '>' };
    }
    const end = text.lastIndexOf('"') + 1;
    const literal = slotOfLiteral.get(text.slice(0, end));
    if (literal === undefined) return text;
    found.add(literal);
    return { slot: literal, open: '"', close: text.slice(end - 1) };
  };
  const quads: Quad[] = [];
  for (const line of nquads.split('\n').slice(0, -1)) {
    const match = QUAD.exec(line);
    if (match === null) return null;
    const [, subject = '', predicate, object = '', graph] = match;
    quads.push({
      subject: readTerm(subject),
      predicate: ` ${predicate} `,
      object: readTerm(object),
      ...(graph === undefined ? {} : { graph: readNode(graph) }),
    });
  }
  const constants = quads.flatMap(({ subject, predicate, object }) =>
    [subject, predicate, object].filter((term) => typeof term === 'string'),
  );
  const strays = sentinels.flatMap((sentinel, slot) =>
    !found.has(slot) || constants.some((text) => text.includes(escapeLiteral(sentinel))) ? [slot] : [],
  );
  return { quads, nodes, iriSlots, strays };
}
