import type { Quad, Term } from './read-quads.ts';

/** SHA-256 of the text's UTF-8, in hex. Given from outside: what a runtime has of its own is many times faster. */
export type HashText = (text: string) => string;

/** A blank node: its hash if nothing around it varies, else the quads that it is in. */
type Node = { hash: string } | { quads: Quad[] };

/** What follows a quad's subject: as it is, or with an object or the name of a graph that varies. */
type Tail = string | Omit<Quad, 'subject'>;

/** Quads with the same subject; those with the same predicate are a run, and only these have to be sorted anew. */
interface Group {
  subject: Term;
  runs: Tail[][];
  /** All of them in order, where none varies. */
  tails?: string[];
  /** All that is written, where the subject does not vary either. */
  text?: string;
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
  const own = quads.filter(
    ({ subject, object, graph }) =>
      isNode(subject, node) || isNode(object, node) || (graph !== undefined && isNode(graph, node)),
  );
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
  const lines = quads.map((quad) => writeTerm(quad.subject, texts, nameOf) + writeTail(quad, texts, nameOf));
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
  const groups = Map.groupBy(quads, ({ subject }) => JSON.stringify(subject));
  return [...groups.values()].map((members): Group => {
    const { subject } = members[0] as Quad;
    const runs = runsOf(members);
    const tails = runs.flat();
    if (!tails.every((tail) => typeof tail === 'string')) return { subject, runs };
    return {
      subject,
      runs,
      tails,
      ...(typeof subject === 'string' ? { text: writeTails(subject, tails) } : {}),
    };
  });
}

/** Those with the same predicate stand together; what is constant among them is in its order already. */
function runsOf(members: readonly Quad[]): Tail[][] {
  const predicates = [...new Set(members.map(({ predicate }) => predicate))].sort();
  return predicates.map((predicate) => {
    const tails = members
      .filter((quad) => quad.predicate === predicate)
      .map(
        (quad): Tail =>
          typeof quad.object === 'string' && quad.graph === undefined ? writeTail(quad, [], nameless) : quad,
      );
    return tails.every((tail) => typeof tail === 'string') ? tails.sort() : tails;
  });
}

function writeGroups(
  groups: readonly Group[],
  texts: readonly string[],
  labels: readonly string[],
): string | null {
  const nameOf = (node: number) => labels[node] as string;
  const written: WrittenGroup[] = [];
  for (const group of groups) {
    const subject = writeTerm(group.subject, texts, nameOf);
    const text = group.text ?? writeGroup(group, subject, texts, nameOf);
    if (text === null) return null;
    // With the character that ends it: that one subject begins with another must not matter.
    written.push({ subject: `${subject} `, text });
  }
  written.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  // Two groups have become one, because slots with the same text are one node: sorted anew, line by line.
  const isMerged = written.some(({ subject }, i) => subject === written[i - 1]?.subject);
  // Joined once: what `+=` builds is copied again by whoever hashes it.
  const all = written.map(({ text }) => text).join('');
  return isMerged ? sortLines(all) : all;
}

interface WrittenGroup {
  subject: string;
  text: string;
}

/** The lines of one subject, sorted; null if two are the same. */
function writeGroup(
  { runs, tails }: Group,
  subject: string,
  texts: readonly string[],
  nameOf: (node: number) => string,
): string | null {
  if (tails !== undefined) return writeTails(subject, tails);
  let text = '';
  for (const run of runs) {
    const written = run.map((tail) => (typeof tail === 'string' ? tail : writeTail(tail, texts, nameOf)));
    if (written.length > 1) {
      written.sort();
      if (written.some((tail, i) => tail === written[i - 1])) return null;
    }
    text += writeTails(subject, written);
  }
  return text;
}

/** N-Quads escapes line breaks, so each line is a quad. */
function sortLines(text: string): string | null {
  const lines = text.split('\n').slice(0, -1).sort();
  return lines.some((line, i) => line === lines[i - 1]) ? null : `${lines.join('\n')}\n`;
}

function writeTails(subject: string, tails: readonly string[]): string {
  return subject + tails.join(subject);
}

function writeTail(
  { predicate, object, graph }: Omit<Quad, 'subject'>,
  texts: readonly string[],
  nameOf: (node: number) => string,
): string {
  const name = graph === undefined ? '' : ` ${nameOf(graph.node)}`;
  return `${predicate}${writeTerm(object, texts, nameOf)}${name} .\n`;
}

/** For what has no blank node in it. */
function nameless(): string {
  throw new Error('a constant tail has no blank node');
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
