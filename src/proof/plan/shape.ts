import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/**
 * The shape of a document: all that two documents must have in common for one plan to serve both. What may differ are the
 * slots, each of them a text.
 */
export type Shape =
  | { kind: 'constant'; value: Json }
  | { kind: 'slot'; slot: number }
  | { kind: 'array'; items: Shape[] }
  | { kind: 'object'; members: [name: string, shape: Shape][] };

/** `path` is where the slot is in the document; `text` what stands there in the one that the shape was taken from. */
export interface Slot {
  path: string;
  text: string;
}

/**
 * Members whose whole value belongs to the shape. Some decide what the rest means to a JSON-LD processor; the others are
 * large, and the same for everyone who earned the same thing from the same issuer.
 */
export const CONSTANT_MEMBERS = new Set([
  '@context',
  'type',
  'proofPurpose',
  'cryptosuite',
  'statusPurpose',
  'identityType',
  'issuer',
  'achievement',
  'credentialSchema',
]);

/** The shape of this document. Every text in it is a slot, but for those of the constant members and those at `fixed` paths. */
export function describeShape(
  document: JsonObject,
  fixed: ReadonlySet<string>,
): { shape: Shape; slots: Slot[] } {
  const slots: Slot[] = [];
  const visit = (value: Json, path: string): Shape => {
    if (typeof value === 'string' && !fixed.has(path)) {
      slots.push({ path, text: value });
      return { kind: 'slot', slot: slots.length - 1 };
    }
    if (Array.isArray(value))
      return { kind: 'array', items: value.map((item, i) => visit(item, `${path}/${i}`)) };
    if (!isJsonObject(value)) return { kind: 'constant', value };
    const members = Object.entries(value).map(([name, inner]): [string, Shape] => [
      name,
      CONSTANT_MEMBERS.has(name) ? { kind: 'constant', value: inner } : visit(inner, `${path}/${name}`),
    ]);
    return { kind: 'object', members };
  };
  return { shape: visit(document, ''), slots };
}

/** The texts in the slots of a document of this shape, in the slots' order; null if it is of another shape. */
export function readSlots(shape: Shape, document: JsonObject): string[] | null {
  const texts: string[] = [];
  return fits(shape, document, texts) ? texts : null;
}

/** The document of this shape with these texts in its slots. */
export function writeSlots(shape: Shape, texts: readonly string[]): Json {
  switch (shape.kind) {
    case 'constant':
      return shape.value;
    case 'slot':
      return texts[shape.slot] ?? '';
    case 'array':
      return shape.items.map((item) => writeSlots(item, texts));
    case 'object':
      return Object.fromEntries(shape.members.map(([name, inner]) => [name, writeSlots(inner, texts)]));
  }
}

function fits(shape: Shape, value: Json | undefined, texts: string[]): boolean {
  switch (shape.kind) {
    case 'constant':
      return isSame(shape.value, value);
    case 'slot':
      if (typeof value !== 'string') return false;
      texts.push(value);
      return true;
    case 'array':
      return (
        Array.isArray(value) &&
        value.length === shape.items.length &&
        shape.items.every((item, i) => fits(item, value[i], texts))
      );
    case 'object':
      return (
        isJsonObject(value) &&
        Object.keys(value).length === shape.members.length &&
        shape.members.every(([name, inner]) => Object.hasOwn(value, name) && fits(inner, value[name], texts))
      );
  }
}

function isSame(a: Json, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(a[name] as Json, b[name]))
  );
}
