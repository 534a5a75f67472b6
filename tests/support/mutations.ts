import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';

/** Ways of changing a signed document. */
export type Path = (string | number)[];
export type Random = () => number;

/** mulberry32: small, and the same everywhere for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** Every place in the document below the root, containers before what is in them. */
export function pathsOf(value: Json, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (Array.isArray(value)) return [...own, ...value.flatMap((entry, i) => pathsOf(entry, [...path, i]))];
  if (!isJsonObject(value)) return own;
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))];
}

export function leavesOf(document: JsonObject): Path[] {
  return pathsOf(document).filter((path) => typeof valueAt(document, path) !== 'object');
}

type Container = Json[] & JsonObject;

export function valueAt(document: JsonObject, path: Path): Json {
  return path.reduce<Json>((value, step) => (value as Container)[step as string] as Json, document);
}

function parentOf(document: JsonObject, path: Path): Container {
  return valueAt(document, path.slice(0, -1)) as Container;
}

export interface Mutation {
  name: string;
  /** Order and repetition in sets: the one kind of change that a signature does not cover. */
  keepsMeaning?: true;
  /** Changes the document in place; false when there is nothing of this kind to do at the path. */
  apply(document: JsonObject, path: Path, random: Random): boolean;
}

const LOOKALIKES: readonly [RegExp, string][] = [
  [/a/, 'а'],
  [/e/, 'é'],
  [/o/, 'ο'],
  [/ /, '\u00a0'],
  [/$/, '\u200b'],
  [/1/, '１'],
];

function changeText(text: string, random: Random): string {
  const changes = [
    () => `${text} `,
    () => text.slice(1),
    () => text.toUpperCase(),
    () => text.normalize('NFD'),
    () => `${text}\u0000`,
    () => {
      const at = Math.floor(random() * (text.length + 1));
      return text.slice(0, at) + pick(random, ['x', '0', '\n', '"', '\\', 'é', '🎓']) + text.slice(at);
    },
    () => {
      const [from, to] = pick(random, LOOKALIKES);
      return text.replace(from, to);
    },
  ];
  return pick(random, changes)();
}

const STRANGE: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  94567,
  0.1,
  '',
  ' ',
  [],
  {},
  [null],
  { id: 'https://badges.example.org/other' },
  { '@value': 'x' },
  { '@id': 'https://badges.example.org/other' },
  { '@value': null },
  [[['x']]],
  '_:b0',
  'revocation',
  '2020-01-01T00:00:00Z',
];

const STRANGE_MEMBERS: readonly string[] = [
  ...'@id @type @graph @included @reverse @nest @context @value @index https://www.w3.org/2018/credentials#validUntil https://schema.org/name'.split(
    ' ',
  ),
  ...'cred:validUntil __proto__ constructor unknownTerm validUntil name Criteria credentialStatus evidence id type'.split(
    ' ',
  ),
];

function replaceAt(document: JsonObject, path: Path, value: Json): void {
  parentOf(document, path)[path.at(-1) as string] = value;
}

/** Defined, not assigned: assigning `__proto__` would not make a member, as parsing JSON does. */
function define(target: JsonObject, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

export const changeLeaf: Mutation = {
  name: 'change a value',
  apply(document, path, random) {
    const value = valueAt(document, path);
    if (typeof value === 'string') replaceAt(document, path, changeText(value, random));
    else if (typeof value === 'boolean') replaceAt(document, path, !value);
    else return false;
    return true;
  },
};

export const MUTATIONS: readonly Mutation[] = [
  changeLeaf,
  {
    name: 'delete',
    apply(document, path) {
      // Taking a whole proof out leaves a genuine credential, and has a test of its own.
      if (path[0] === 'proof' && path.length === 2) return false;
      const parent = parentOf(document, path);
      if (Array.isArray(parent)) parent.splice(path.at(-1) as number, 1);
      else delete (parent as JsonObject)[path.at(-1) as string];
      return true;
    },
  },
  {
    name: 'replace by something strange',
    apply(document, path, random) {
      replaceAt(document, path, structuredClone(pick(random, STRANGE)));
      return true;
    },
  },
  {
    name: 'retype',
    apply(document, path, random) {
      const value = valueAt(document, path);
      const retyped: Json[] = [[value], { '@value': value }, { id: value }, [[value]], JSON.stringify(value)];
      if (typeof value === 'string') retyped.push(Number(value) || 1, { '@value': value, '@language': 'en' });
      replaceAt(document, path, pick(random, retyped));
      return true;
    },
  },
  {
    name: 'insert a member',
    apply(document, path, random) {
      const value = valueAt(document, path);
      const target = isJsonObject(value) ? value : document;
      define(target, pick(random, STRANGE_MEMBERS), structuredClone(pick(random, STRANGE)));
      return true;
    },
  },
  {
    name: 'rename a member',
    apply(document, path, random) {
      const parent: JsonObject = parentOf(document, path);
      const from = path.at(-1);
      if (Array.isArray(parent) || typeof from !== 'string') return false;
      const siblings = Object.keys(parent);
      const to = pick(random, [
        ...STRANGE_MEMBERS,
        ...siblings,
        from.toUpperCase(),
        `${from} `,
        `schema:${from}`,
      ]);
      const value = parent[from] as Json;
      if (to === from) return false;
      delete parent[from];
      define(parent, to, value);
      return true;
    },
  },
  {
    name: 'move elsewhere',
    apply(document, path, random) {
      const parent: JsonObject = parentOf(document, path);
      const name = path.at(-1);
      if (Array.isArray(parent) || typeof name !== 'string' || name === 'proof') return false;
      const targets = pathsOf(document).filter((other) => isJsonObject(valueAt(document, other)));
      const value = structuredClone(valueAt(document, path));
      const target = valueAt(document, pick(random, targets)) as JsonObject;
      delete parent[name];
      target[name] = value;
      return true;
    },
  },
  {
    name: 'swap siblings',
    apply(document, path, random) {
      const parent = parentOf(document, path) as JsonObject;
      if (Array.isArray(parent)) return false;
      const one = path.at(-1) as string;
      const other = pick(random, Object.keys(parent));
      const value = parent[one] as Json;
      parent[one] = parent[other] as Json;
      parent[other] = value;
      return one !== other;
    },
  },
  {
    name: 'change the contexts',
    apply(document, _path, random) {
      const contexts = document['@context'] as Json[];
      const at = Math.floor(random() * (contexts.length + 1));
      const other = pick(random, [...BUNDLED_CONTEXTS.keys()]);
      if (random() < 0.4) contexts[Math.min(at, contexts.length - 1)] = other;
      else contexts.splice(at, 0, other);
      return true;
    },
  },
  {
    name: 'duplicate with a change',
    apply(document, path, random) {
      const parent = parentOf(document, path);
      if (!Array.isArray(parent)) return false;
      const copy: JsonObject = { it: structuredClone(valueAt(document, path)) };
      const leaf = pick(random, leavesOf(copy));
      changeLeaf.apply(copy, leaf, random);
      parent.push(copy['it'] as Json);
      return true;
    },
  },
  {
    name: 'reorder members',
    keepsMeaning: true,
    apply(document, path, random) {
      const value = valueAt(document, path);
      const target = isJsonObject(value) ? value : document;
      const entries = shuffle(Object.entries(target), random);
      for (const [name] of entries) delete target[name];
      for (const [name, inner] of entries) target[name] = inner;
      return true;
    },
  },
  {
    name: 'reorder a set',
    keepsMeaning: true,
    apply(document, path, random) {
      const value = valueAt(document, path);
      if (!Array.isArray(value) || path[0] === '@context') return false;
      value.splice(0, value.length, ...shuffle(value, random));
      return true;
    },
  },
  {
    name: 'repeat in a set',
    keepsMeaning: true,
    apply(document, path) {
      const parent = parentOf(document, path);
      if (!Array.isArray(parent) || path[0] === '@context') return false;
      const value = valueAt(document, path);
      // What has no name of its own is another one each time that it is said.
      const blank = pathsOf(value).concat([[]]);
      if (path[0] !== 'proof' && blank.some((inner) => isUnnamed(valueAt(value as JsonObject, inner)))) {
        return false;
      }
      parent.push(structuredClone(value));
      return true;
    },
  },
];

function isUnnamed(value: Json): boolean {
  return isJsonObject(value) && typeof value['id'] !== 'string';
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((entry) => ({ entry, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}
