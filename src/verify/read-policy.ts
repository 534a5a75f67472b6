import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isJsonObject, parseJson } from '../model/json.ts';
import { POLICY_SCHEMA, type Policy } from '../model/policy.ts';
import type { Subproblem } from '../model/problem.ts';

export type ReadPolicy = { ok: true; policy: Policy } | { ok: false; problems: Subproblem[] };

/** 1 MB: room for every district of a large state. */
export const MAX_POLICY_BYTES = 1024 * 1024;

const validator = new Validator(POLICY_SCHEMA as Schema, '2019-09', false);

/**
 * Reads a policy file (docs/policy.md), which may be a stranger's: every problem is named at once by its place, and no value of it
 * is repeated.
 */
export function readPolicy(text: string): ReadPolicy {
  if (text.length > MAX_POLICY_BYTES) return refused('', 'too-large', 'A policy has at most 1 MB.');
  const parsed = parseJson(text);
  if (!parsed.ok || !isJsonObject(parsed.value))
    return refused('', 'not-json', 'A policy is a JSON object. This cannot be read as one.');
  const { valid, errors } = validator.validate(parsed.value);
  if (!valid) return { ok: false, problems: describe(errors) };
  const policy = { roots: [], issuers: [], rules: {}, ...parsed.value } as unknown as Policy;
  const twice = findTwice(policy);
  return twice === null ? { ok: true, policy } : twice;
}

/** Two names for one issuer: people would be shown the one that happens to stand first. */
function findTwice({ roots, issuers }: Policy): ReadPolicy | null {
  for (const [member, list] of Object.entries({ roots, issuers })) {
    const index = list.findIndex(({ id }, i) => list.findIndex((other) => other.id === id) < i);
    if (index !== -1) return refused(`${member}.${index}.id`, 'twice', 'This DID stands here twice.');
  }
  return null;
}

/** A unit for each keyword, outermost first; the innermost says what is wrong. */
function describe(errors: readonly OutputUnit[]): Subproblem[] {
  const inner = errors.filter(({ keyword }) => !OUTER.has(keyword));
  const known = new Set<string>();
  return (inner.length > 0 ? inner : errors).slice(0, 100).flatMap(({ keyword, instanceLocation }) => {
    const path = instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.');
    if (known.has(path)) return [];
    known.add(path);
    return [{ path: shorten(path), code: 'invalid', detail: WORDS[keyword] ?? 'It has another form.' }];
  });
}

/** A member's name may be anything. */
function shorten(path: string): string {
  return /^[\w.$]{0,100}$/.test(path) ? path : '';
}

const OUTER = new Set(['properties', 'items', 'oneOf', 'additionalProperties']);

const WORDS: Readonly<Record<string, string>> = {
  required: 'A required member is missing here.',
  additionalProperties: 'A policy has no such member.',
  false: 'A policy has no such member.',
  type: 'It is of another type than a policy wants here.',
  pattern: 'It is not written as it should be: a DID, a link or an address.',
  minLength: 'It is empty.',
  maxLength: 'It is too long.',
  minItems: 'The list is empty.',
  maxItems: 'The list is too long.',
  minimum: 'The number is too small.',
  exclusiveMinimum: 'The number is too small.',
  maximum: 'The number is too large.',
};

function refused(path: string, code: string, detail: string): ReadPolicy {
  return { ok: false, problems: [{ path, code, detail }] };
}
