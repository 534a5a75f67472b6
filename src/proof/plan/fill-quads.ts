import type { Quad, Term } from './read-quads.ts';

/** SHA-256 of the text's UTF-8, in hex. Given from outside: what a runtime has of its own is many times faster. */
export type HashText = (text: string) => string;

/** A blank node: its hash if nothing around it varies, else the quads that it is in. */
type Node = { hash: string } | { quads: Quad[] };

/** Quads with the same subject; those with the same predicate stand together, and only these have to be sorted anew. */
interface Group {
  subject: Term;
  runs: { predicate: string; objects: Term[] }[];
  /** What is written of it, where nothing in it varies. */
  fixed?: WrittenGroup;
}

/**
 * RDF Dataset Canonicalization (RDFC-1.0 §4.4) of quads of which only the slots vary. Returns a function that takes the
 * slots' texts, escaped, and gives the canonical N-Quads, or null where two blank nodes have equal first-degree hashes
 * (§4.6 would go on to §4.8) or two quads become one: that is for the reference to decide.
 */
export function prepareQuads(
  quads: readonly Quad[],
  nodeCount: number,
  hash: HashText,
): (texts: readonly string[]) => string | null {
  const nodes = Array.from({ length: nodeCount }, (_, node) => prepareNode(node, quads, hash));
  const groups = groupQuads(quads);
  return (texts) => {
    const labels = labelNodes(nodes, texts, hash);
    return labels === null ? null : writeGroups(groups, texts, labels);
  };
}

function prepareNode(node: number, quads: readonly Quad[], hash: HashText): Node {
  const own = quads.filter(({ subject, object }) => isNode(subject, node) || isNode(object, node));
  return own.some(({ subject, object }) => isSlot(subject) || isSlot(object))
    ? { quads: own }
    : { hash: hashFirstDegree(node, own, [], hash) };
}

/** RDFC-1.0 §4.6. */
function hashFirstDegree(
  node: number,
  quads: readonly Quad[],
  texts: readonly string[],
  hash: HashText,
): string {
  const nameOf = (other: number) => (other === node ? '_:a' : '_:z');
  const lines = quads.map(({ subject, predicate, object }) =>
    writeLine(writeTerm(subject, texts, nameOf), predicate, writeTerm(object, texts, nameOf)),
  );
  return hash(lines.sort().join(''));
}

/** By the order of their hashes; null if two are equal. */
function labelNodes(nodes: readonly Node[], texts: readonly string[], hash: HashText): string[] | null {
  const hashes = nodes.map((node, i) =>
    'hash' in node ? node.hash : hashFirstDegree(i, node.quads, texts, hash),
  );
  const sorted = [...hashes].sort();
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return null;
  return hashes.map((own) => `_:c14n${sorted.indexOf(own)}`);
}

function groupQuads(quads: readonly Quad[]): Group[] {
  const groups = new Map<string, Quad[]>();
  for (const quad of quads) {
    const key = JSON.stringify(quad.subject);
    groups.set(key, [...(groups.get(key) ?? []), quad]);
  }
  return [...groups.values()].map((members) => {
    const group: Group = { subject: (members[0] as Quad).subject, runs: runsOf(members) };
    const varies = members.some(
      ({ subject, object }) => typeof subject !== 'string' || typeof object !== 'string',
    );
    if (varies) return group;
    const fixed = writeGroup(group, [], String);
    return { ...group, fixed: { ...fixed, text: fixed.lines.join('') } };
  });
}

function runsOf(members: readonly Quad[]): Group['runs'] {
  return [...new Set(members.map(({ predicate }) => predicate))].sort().map((predicate) => ({
    predicate,
    objects: members.filter((quad) => quad.predicate === predicate).map(({ object }) => object),
  }));
}

function writeGroups(
  groups: readonly Group[],
  texts: readonly string[],
  labels: readonly string[],
): string | null {
  const nameOf = (node: number) => labels[node] as string;
  const written = groups.map((group) => writeGroup(group, texts, nameOf));
  written.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const lines: string[] = [];
  for (const [i, group] of written.entries()) {
    // Two groups have become one, because slots with the same text are one node: sorted anew, line by line.
    if (group.subject === written[i - 1]?.subject) return sortAll(written.flatMap((one) => one.lines));
    if (group.hasTwins) return null;
    lines.push(group.text ?? group.lines.join(''));
  }
  // Joined once: what `+=` builds is copied again by whoever hashes it.
  return lines.join('');
}

/** The lines of one subject, sorted. `subject` with the character that ends it: that one begins with another must not matter. */
interface WrittenGroup {
  subject: string;
  lines: string[];
  /** All the lines, where nothing in them varies. */
  text?: string;
  hasTwins: boolean;
}

function writeGroup(
  { subject, runs, fixed }: Group,
  texts: readonly string[],
  nameOf: (node: number) => string,
): WrittenGroup {
  if (fixed !== undefined) return fixed;
  const name = writeTerm(subject, texts, nameOf);
  const lines: string[] = [];
  let hasTwins = false;
  for (const { predicate, objects } of runs) {
    const run = objects.map((object) => writeLine(name, predicate, writeTerm(object, texts, nameOf)));
    if (run.length > 1) {
      run.sort();
      hasTwins ||= run.some((line, i) => line === run[i - 1]);
    }
    for (const line of run) lines.push(line);
  }
  return { subject: `${name} `, lines, hasTwins };
}

function sortAll(lines: string[]): string | null {
  lines.sort();
  return lines.some((line, i) => line === lines[i - 1]) ? null : lines.join('');
}

function writeLine(subject: string, predicate: string, object: string): string {
  return `${subject}${predicate}${object} .\n`;
}

function writeTerm(term: Term, texts: readonly string[], nameOf: (node: number) => string): string {
  if (typeof term === 'string') return term;
  return 'node' in term ? nameOf(term.node) : term.open + texts[term.slot] + term.close;
}

function isNode(term: Term, node: number): boolean {
  return typeof term !== 'string' && 'node' in term && term.node === node;
}

function isSlot(term: Term): boolean {
  return typeof term !== 'string' && 'slot' in term;
}
