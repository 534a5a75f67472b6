import { isJsonObject, type Json, type JsonObject, valuesOf } from '../../model/json.ts';
import { canonize } from '../canonize.ts';
import { type HashText, prepareQuads } from './fill-quads.ts';
import { readQuads } from './read-quads.ts';
import { CONSTANT_MEMBERS, describeShape, readSlots, type Shape, writeSlots } from './shape.ts';
import { escapeLiteral, iriPrefix, isCertainIri, sentinelFor } from './slot-text.ts';

/** How to write the canonical N-Quads of every document of one shape without processing it as JSON-LD. */
export interface CanonicalPlan {
  shape: Shape;
  /** What each slot held in the document that the plan was made from. */
  template: readonly string[];
  /**
   * The canonical N-Quads of a document of this shape that holds these texts: the very same that `canonize` gives. Null where
   * that is not certain.
   */
  canonize(texts: readonly string[]): string | null;
}

/** A slot that turns out not to be one is made part of the shape, and another try begins; there are few such. */
const ATTEMPTS = 12;

/**
 * Compiles the plan of this document's shape from the reference: JSON-LD expansion, RDFC-1.0 and safe mode, on the document
 * with a sentinel in each slot. Null if there can be none. A plan is given out only after it reproduced the reference on
 * documents that vary every slot.
 */
export async function compilePlan(document: JsonObject, hash: HashText): Promise<CanonicalPlan | null> {
  if (!isPlain(document)) return null;
  const nonce = crypto.randomUUID();
  const fixed = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { shape, slots } = describeShape(document, fixed);
    const sentinels = slots.map(({ text }, slot) => sentinelFor(text, slot, nonce));
    const nquads = await canonizeOrNull(shape, sentinels);
    const read = nquads === null ? null : readQuads(nquads, sentinels);
    if (read === null) return null;
    if (read.strays.length === 0) {
      const template = slots.map(({ text }) => text);
      const plan = createPlan(shape, template, read, hash);
      return (await reproducesReference(plan)) ? plan : null;
    }
    for (const slot of read.strays) fixed.add(slots[slot]?.path ?? '');
  }
  return null;
}

/** A plan is kept for long, so it must not be large. */
const MOST_TEXT = 200_000;

/**
 * Whether only the contexts that its root names decide what the slots mean: with contexts of its own, or with keywords in
 * it, what stands in one place could change what another means. A credential within a constant member, such as a recognition
 * of the issuer, has contexts of its own; they reach nothing outside of it, where there is no slot.
 */
function isPlain(document: JsonObject): boolean {
  const { '@context': contexts, ...rest } = document;
  let text = 0;
  const visit = (value: Json, isConstant: boolean): boolean => {
    if (typeof value === 'string') text += value.length;
    if (text > MOST_TEXT) return false;
    if (Array.isArray(value)) return value.every((item) => visit(item, isConstant));
    if (!isJsonObject(value)) return true;
    return Object.entries(value).every(([member, inner]) =>
      member.startsWith('@')
        ? isConstant && member === '@context' && areNames(inner)
        : visit(inner, isConstant || CONSTANT_MEMBERS.has(member)),
    );
  };
  return areNames(contexts) && visit(rest, false);
}

function areNames(contexts: Json | undefined): boolean {
  return valuesOf(contexts).every((context) => typeof context === 'string');
}

/** The texts of a document that this plan can be tried on; null if it is of another shape. */
export function readTexts(plan: CanonicalPlan, document: JsonObject): string[] | null {
  return readSlots(plan.shape, document);
}

function createPlan(
  shape: Shape,
  template: readonly string[],
  { quads, nodes, iriSlots }: NonNullable<ReturnType<typeof readQuads>>,
  hash: HashText,
): CanonicalPlan {
  const write = prepareQuads(quads, nodes, hash);
  const prefixes = template.map((text, slot) => (iriSlots.has(slot) ? (iriPrefix(text) ?? '') : null));
  return {
    shape,
    template,
    canonize(texts) {
      const escaped = new Array<string>(texts.length);
      for (let slot = 0; slot < texts.length; slot++) {
        const text = texts[slot] as string;
        const prefix = prefixes[slot] as string | null;
        if (prefix === null ? !text.isWellFormed() : !isCertainIri(text, prefix)) return null;
        escaped[slot] = prefix === null ? escapeLiteral(text) : text;
      }
      return write(escaped);
    },
  };
}

/** Texts that are hard on whoever escapes, sorts or expands. Different in every slot, so that no two quads fall together. */
const HARD_TEXTS = [
  '"\\\n\r\t\b\f\u0000\u007f\u0085',
  '\u{1f600}\ufffdé\u0301\u202eא',
  "zZ@en^^<x:y> .'",
  '_:c14n0',
];

async function reproducesReference(plan: CanonicalPlan): Promise<boolean> {
  const vary = (turn: number) =>
    plan.template.map((text, slot) => {
      const prefix = iriPrefix(text);
      const number = turn % 2 === 0 ? slot : plan.template.length - slot;
      const hard = `${HARD_TEXTS[(slot + turn) % HARD_TEXTS.length]}${number}`;
      // In place of what may be an IRI, something that is one for certain: the reference refuses others.
      return prefix === null
        ? turn % 2 === 0
          ? hard
          : `${number}${hard}`
        : `${prefix}${number}.${turn}/%41?b#c`;
    });
  for (const texts of [[...plan.template], vary(0), vary(1), vary(2)]) {
    const expected = await canonizeOrNull(plan.shape, texts);
    const filled = plan.canonize(texts);
    // The sample itself may be one of those that the plan leaves to the reference.
    if (expected === null || (filled !== null && filled !== expected)) return false;
    if (filled === null && texts.some((text, slot) => text !== plan.template[slot])) return false;
  }
  return true;
}

async function canonizeOrNull(shape: Shape, texts: readonly string[]): Promise<string | null> {
  try {
    return await canonize(writeSlots(shape, texts) as JsonObject);
  } catch {
    return null;
  }
}
