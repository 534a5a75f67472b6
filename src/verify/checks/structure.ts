import canonicalize from 'canonicalize';
import { BUNDLED_CONTEXTS } from '../../model/contexts.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import { issuerIdOf } from '../../model/issuer-id.ts';
import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { CheckResult, Finding } from '../../model/verification.ts';
import type { Canonize } from '../../proof/canonize.ts';
import { canonizeByContent } from '../../proof/canonize-by-content.ts';
import { concludeCheck, type Examined } from '../check.ts';
import { findAchievementProblems } from './achievement-shape.ts';

const VCDM = 'https://www.w3.org/TR/vc-data-model#';
const CREDENTIAL_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/2018/credentials/v1',
];

/** xsd:dateTimeStamp as VCDM 2.0 §4.9 asks; VCDM 1.1 credentials in the field keep to it too. */
const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DATE_MEMBERS = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'awardedDate'];

/** VCDM and OB 3.0 shape, contexts that we know, and JSON-LD in safe mode: no term is dropped, none has two meanings. */
export async function checkStructure(
  { credential, unsecured, jwt }: Examined,
  canonize: Canonize = canonizeByContent,
): Promise<CheckResult> {
  const shape = findShapeProblems(credential);
  if (shape.some(({ outcome }) => outcome === 'failed')) return concludeCheck('structure', shape);
  const terms = await findTermProblem(jwt === undefined ? unsecured : withoutJwts(unsecured), canonize);
  return concludeCheck('structure', [...shape, ...(terms === null ? [] : [terms])]);
}

function findShapeProblems(credential: JsonObject): Finding[] {
  const findings = [...findContextProblems(credential['@context']), ...findJsonLdProblems(credential)];
  const types = valuesOf(credential['type']);
  if (!types.includes('VerifiableCredential')) {
    findings.push(failed('not-a-credential', 'It does not say of itself that it is a credential.'));
  }
  if (issuerIdOf(credential) === undefined) {
    findings.push(failed('issuer-missing', 'It does not name an issuer.'));
  }
  const subjects = valuesOf(credential['credentialSubject']);
  if (subjects.length === 0 || !subjects.every(isJsonObject)) {
    findings.push(failed('subject-missing', 'It does not say whom or what it is about.'));
  }
  if (DATE_MEMBERS.some((member) => credential[member] !== undefined && !isDateTime(credential[member]))) {
    findings.push(failed('date-malformed', 'One of its dates is not a date with a time zone.'));
  }
  if (types.includes('AchievementCredential') || types.includes('OpenBadgeCredential')) {
    findings.push(...findAchievementProblems(credential));
  }
  return findings;
}

function findContextProblems(context: Json | undefined): Finding[] {
  const contexts = valuesOf(context);
  if (!CREDENTIAL_CONTEXTS.includes(contexts[0] as string)) {
    return [failed('not-a-credential', 'It does not begin with the context of W3C Verifiable Credentials.')];
  }
  if (!contexts.every((entry) => typeof entry === 'string')) {
    return [failed('context-inline', 'It defines words of its own, so what it says cannot be relied on.')];
  }
  const stranger = contexts.find((entry) => !BUNDLED_CONTEXTS.has(entry));
  return stranger === undefined ? [] : [unknownContext(stranger)];
}

/**
 * Ways of writing JSON-LD that mean the same to a signature but not to a reader of the JSON: keywords, IRIs for terms, blank
 * node labels, arrays in arrays, one thing told in pieces. (`context-inline` is of the same kind: a context is not part of what is signed, and could rename a member.)
 * What people are shown is read from the JSON, so these are refused. Nulls and empty arrays say nothing and are only
 * pointed out (OB 3.0 §B).
 */
function findJsonLdProblems(credential: JsonObject): Finding[] {
  let hasKeyword = false;
  let hasEmpty = false;
  // What is contained is signed for itself and has contexts of its own.
  const visit = (value: Json, isGraph: boolean): void => {
    if (value === null || (Array.isArray(value) && value.length === 0)) hasEmpty = true;
    else if (Array.isArray(value)) {
      hasKeyword ||= value.some(Array.isArray) || (!isGraph && isInPieces(value));
      for (const entry of value) visit(entry, isGraph);
    } else if (isJsonObject(value)) {
      // `{"@value": "x"}` says no more than "x", but not to whoever looks for a string.
      hasKeyword ||= '@value' in value && !('@language' in value || '@direction' in value);
      // The JSON-LD processor does not see this member at all, so nothing signs it.
      hasKeyword ||= Object.hasOwn(value, '__proto__');
      for (const [member, inner] of Object.entries(value)) {
        if (member === '@context' && isGraph) {
          hasKeyword ||= findContextProblems(inner).length > 0;
          continue;
        }
        // A full or compact IRI is another spelling of a term, under which no reader of JSON would look for it.
        hasKeyword ||=
          member.includes(':') ||
          (member.startsWith('@') && !['@value', '@language', '@direction'].includes(member));
        hasKeyword ||= member === 'id' && typeof inner === 'string' && inner.startsWith('_:');
        visit(inner, member === 'verifiableCredential' || member === 'endorsement');
      }
    }
  };
  // Proofs have rules of their own, and members of suites that we do not know.
  const { '@context': _, proof: __, ...rest } = credential;
  visit(rest, false);
  return [
    ...(hasKeyword
      ? [
          failed(
            'json-ld-keyword',
            'It is written so that a reader and a signature could understand different things.',
          ),
        ]
      : []),
    ...(hasEmpty ? [warning('null-or-empty', 'It has empty values, which Open Badges does not allow.')] : []),
  ];
}

/**
 * Of two entries with one id a signature makes one, wherever each of its members stands; a reader would find the first and miss what
 * the other says. The same twice says nothing new.
 */
function isInPieces(values: readonly Json[]): boolean {
  const told = new Map<string, JsonObject>();
  for (const value of values.filter(isJsonObject)) {
    const id = textOf(value['id']);
    const before = id === undefined ? undefined : told.get(id);
    if (before !== undefined && toText(before) !== toText(value)) return true;
    if (id !== undefined) told.set(id, value);
  }
  return false;
}

/** RFC 8785 has no form for half a character. */
function toText(value: JsonObject): string {
  try {
    return canonicalize(value) ?? '';
  } catch {
    return JSON.stringify(value);
  }
}

/**
 * No context of Open Badges defines `endorsementJwt`, which its data model has. A JWS covers it all the same, and each is verified
 * for itself.
 */
function withoutJwts(value: JsonObject): JsonObject {
  const visit = (inner: Json): Json =>
    Array.isArray(inner) ? inner.map(visit) : isJsonObject(inner) ? withoutJwts(inner) : inner;
  const { endorsementJwt: _, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([member, inner]) => [member, visit(inner)]));
}

async function findTermProblem(unsecured: JsonObject, canonize: Canonize): Promise<Finding | null> {
  try {
    const quads = await canonize(unsecured);
    return quads === '' ? failed('not-a-credential', 'It says nothing that a machine can read.') : null;
  } catch (error) {
    const cause = causeOf(error);
    if (cause instanceof AppError) return { ...unknownContext(''), detail: cause.detail };
    // rdf-canonize's guard against graphs that are made to take for ever.
    if (/maximum deep iterations/i.test(String((error as Error).message))) {
      return failed('too-complex', 'Its parts refer to each other in a way that takes too long to untangle.');
    }
    return failed(
      'undefined-term',
      'It uses words that its contexts do not define, so they are not covered by a signature.',
    );
  }
}

/** jsonld wraps what our loader throws, once or twice. */
function causeOf(error: unknown): unknown {
  for (
    let e = error as { cause?: unknown; details?: { cause?: unknown } } | undefined;
    e !== undefined && e !== null;
  ) {
    if (e instanceof AppError) return e;
    e = (e.cause ?? e.details?.cause) as typeof e;
  }
  return error;
}

function unknownContext(url: string): Finding {
  const name = /^https?:\/\/[\w.~:/#-]{1,120}$/.test(url) ? ` (${url})` : '';
  return failed('context-unknown', `It uses a vocabulary that this verifier does not have${name}.`);
}

function isDateTime(value: Json | undefined): boolean {
  return typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
}

function failed(code: FindingCode, detail: string): Finding {
  const problem = code === 'not-a-credential' ? 'PARSING_ERROR' : 'MALFORMED_VALUE_ERROR';
  return { outcome: 'failed', code, detail, problemType: `${VCDM}${problem}` };
}

function warning(code: FindingCode, detail: string): Finding {
  return { outcome: 'warning', code, detail };
}
