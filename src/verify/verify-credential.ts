import type { FindingCode } from '../model/finding-codes.ts';
import { isTooComplex, type JsonObject } from '../model/json.ts';
import type { Policy } from '../model/policy.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type VerificationResult,
} from '../model/verification.ts';
import { decodeJwt } from '../proof/verify-jwt.ts';
import { type Examined, type ExaminedProofs, skippedCheck, type VerifyOptions } from './check.ts';
import { checkCompleteness } from './checks/completeness.ts';
import { checkIssuer } from './checks/issuer.ts';
import { checkPerson } from './checks/person.ts';
import { checkProof } from './checks/proof.ts';
import { checkRecognition } from './checks/recognition.ts';
import { checkSchema } from './checks/schema.ts';
import { checkStatus } from './checks/status.ts';
import { checkStructure } from './checks/structure.ts';
import { checkValidity } from './checks/validity.ts';
import { type Companion, type Company, openCompany, type ReadCompanion, readCompanion } from './company.ts';
import { decideVerdict } from './decide-verdict.ts';
import { examineRecord, type Held } from './examine-record.ts';
import { limitDocuments } from './limit-documents.ts';
import { summarizeCredential } from './summarize-credential.ts';

/**
 * The one verify (docs/verification.md): a credential with embedded proofs, or a Compact JWS. Every check answers for itself
 * and the verdict is computed from their answers. Never throws on bad input, whatever it is.
 */
export async function verifyCredential(
  credential: JsonObject | string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  return verifyIn(createKnown(), credential, limitReach(options));
}

/**
 * Credentials that were handed in together: each is verified with the others as its companions, so that what builds on others
 * finds its parts. The answers are in their order.
 */
export async function verifyTogether(
  credentials: readonly (JsonObject | string)[],
  { onCheck, ...unlimited }: VerifyOptions,
): Promise<VerificationResult[]> {
  const options = limitReach(unlimited);
  const known = createKnown();
  const results: VerificationResult[] = [];
  for (const [index, credential] of credentials.entries()) {
    const companions = [...(options.companions ?? []), ...credentials.toSpliced(index, 1)];
    // Whoever listens hears of one of them: several at once would be a muddle.
    const listen = index === 0 && onCheck !== undefined ? { onCheck } : {};
    results.push(await verifyIn(known, credential, { ...options, ...listen, companions }));
  }
  return results;
}

/**
 * Parts and endorsements that one call verifies. More than any record has with what travels with it; a few hundred that all name each
 * other would otherwise keep a verifier busy for minutes.
 */
const MAX_VERIFIED = 500;

function limitReach(options: VerifyOptions): VerifyOptions {
  return { ...options, fetchDocument: limitDocuments(options.fetchDocument) };
}

/** What one call has looked at already, however many name or carry it. */
interface Known {
  /** Parts and endorsements by what was asked of them: each is verified once. */
  results: Map<string, Promise<VerificationResult>>;
  read: ReadCompanion;
}

function createKnown(): Known {
  const companions = new Map<JsonObject | string, Companion>();
  return {
    results: new Map(),
    read: (secured) => {
      const companion = companions.get(secured) ?? readCompanion(secured);
      companions.set(secured, companion);
      return companion;
    },
  };
}

async function verifyIn(
  known: Known,
  credential: JsonObject | string,
  options: VerifyOptions,
  isContained = false,
): Promise<VerificationResult> {
  const examined = examine(credential);
  if (examined === null)
    return unreadable('not-a-credential', 'There is no signed data in it that can be read.', options);
  if (isTooComplex(examined.credential))
    return unreadable('too-complex', 'It has more in it than any credential needs.', options);
  const run = runner(options);

  const structure = await run('structure', () => checkStructure(examined, options.memory?.canonize));
  if (structure.outcome === 'failed' && decideVerdict([structure]) === 'unreadable') {
    return conclude(examined, [structure, ...notReached('structure')], options);
  }
  const status = run('status', () => checkStatus(examined.credential, options));
  let proofs: ExaminedProofs | undefined;
  const proof = await run('proof', async () => {
    proofs = await checkProof(examined, options);
    return proofs.check;
  });
  const issuer = await run('issuer', () => checkIssuer(examined, proofs ?? { check: proof, proofs: [] }));
  const validity = await run('validity', () => checkValidity(examined.credential, options.now));

  const company = openCompany(examined.credential, options, isContained, known.read);
  const judge = judges(known, company, options);
  let held: Held | undefined;
  const completeness = await run('completeness', async () => {
    const input = { credential: examined.credential, proof, issuer, companions: company.companions };
    held = company.contained
      ? await examineRecord({ record: examined.credential, contained: company.contained, ...judge })
      : await checkCompleteness({ ...input, verifyPart: judge.verifyPart });
    return held.check;
  });
  let trust: Pick<VerificationResult, 'trust' | 'endorsements'> = {};
  const recognition = await run('recognition', async () => {
    const { check, ...found } = await checkRecognition({
      credential: examined.credential,
      issuer,
      held: held ?? { check: completeness, results: [], parts: [] },
      recognitions: company.recognitions,
      options,
      verifyStatement: judge.verifyStatement,
    });
    trust = found;
    return check;
  });
  const checks = [
    structure,
    proof,
    issuer,
    recognition,
    validity,
    await status,
    completeness,
    await run('person', () => checkPerson(examined.credential, options.person)),
    await run('schema', () => checkSchema(examined.credential, options.memory?.matchesSchema)),
  ];
  return { ...conclude(examined, checks, options), parts: held?.results ?? [], ...trust };
}

/** What is asked of an endorsement: it recognizes nobody by being recognized, and names no parts. */
const STATEMENT_CHECKS: readonly CheckName[] = ['structure', 'proof', 'issuer', 'validity', 'status'];
const PART_CHECKS: readonly CheckName[] = [...STATEMENT_CHECKS, 'recognition', 'schema'];

/** How what belongs to a credential is verified: each for itself, and once. */
function judges(known: Known, company: Company, { onCheck: _, person: __, ...options }: VerifyOptions) {
  const once = (what: string, secured: JsonObject | string, verify: () => Promise<VerificationResult>) => {
    const key = `${what} ${typeof secured === 'string' ? secured : JSON.stringify(secured)}`;
    const before = known.results.get(key);
    if (before !== undefined) return before;
    if (known.results.size >= MAX_VERIFIED) {
      const detail = 'So much came with it that not all could be looked at.';
      return Promise.resolve(unreadable('too-complex', detail, { now: options.now }));
    }
    const result = verify();
    known.results.set(key, result);
    return result;
  };
  const { recognitions } = company;
  return {
    verifyStatement: (secured: JsonObject | string) =>
      once('statement', secured, () =>
        verifyIn(known, secured, { ...options, checks: STATEMENT_CHECKS }, true),
      ),
    /** Whoever issued the whole may say who issues its parts; the policy's rules are for the whole. */
    verifyPart: (secured: JsonObject | string, trusted: string) =>
      once(`part of ${trusted}`, secured, () => {
        const { name = '', roots = [], issuers = [] } = options.policy ?? {};
        // First, so that where the policy names it too, its own words stand.
        const policy = { name, issuers, rules: {}, roots: [{ id: trusted, name: trusted }, ...roots] };
        const part = verifyIn(
          known,
          secured,
          { ...options, policy, recognitions, checks: PART_CHECKS },
          true,
        );
        return part.then((result) => withoutBorrowedTrust(result, options.policy));
      }),
    /** One in a record, beside the others in it. */
    verifyMember: (secured: JsonObject | string, companions: (JsonObject | string)[]) =>
      verifyIn(known, secured, { ...options, recognitions, companions }, true),
  };
}

/** What the whole's issuer says of others counts for its parts, but it is not what somebody says whom the asker trusts. */
function withoutBorrowedTrust(result: VerificationResult, policy: Policy | undefined): VerificationResult {
  const { trust, ...rest } = result;
  const answering = trust?.chain[0]?.by ?? trust?.issuer.id;
  const isTrusted = [...(policy?.roots ?? []), ...(policy?.issuers ?? [])].some(({ id }) => id === answering);
  return isTrusted ? result : rest;
}

function examine(credential: JsonObject | string): Examined | null {
  if (typeof credential !== 'string') {
    const { proof: _, ...unsecured } = credential;
    return { credential, unsecured };
  }
  const decoded = decodeJwt(credential);
  if (decoded === null) return null;
  const { proof: _, ...unsecured } = decoded.credential;
  return { credential: decoded.credential, unsecured, jwt: { text: credential, decoded } };
}

/** No verdict speaks for a signature that nobody looked at, or for words that it does not cover. */
const ALWAYS: readonly CheckName[] = ['structure', 'proof'];

/** Makes a check if it was asked for, and tells whoever listens. */
function runner({ checks, onCheck }: VerifyOptions) {
  return async (name: CheckName, check: () => CheckResult | Promise<CheckResult>): Promise<CheckResult> => {
    const isAsked = checks === undefined || checks.includes(name) || ALWAYS.includes(name);
    const result = isAsked ? await check() : skippedCheck(name, 'not-asked', 'This was not asked for.');
    onCheck?.(result);
    return result;
  };
}

function notReached(after: CheckName): CheckResult[] {
  return CHECK_NAMES.slice(CHECK_NAMES.indexOf(after) + 1).map((name) =>
    skippedCheck(name, 'not-reached', 'There was nothing to check.'),
  );
}

function conclude(
  { credential }: Examined,
  checks: CheckResult[],
  { now }: VerifyOptions,
): VerificationResult {
  return {
    verdict: decideVerdict(checks),
    checks,
    credential: summarizeCredential(credential),
    parts: [],
    checkedAt: now.toISOString(),
  };
}

/** The answer of everything that cannot be read at all. */
export function unreadable(
  code: FindingCode,
  detail: string,
  { now, onCheck }: Pick<VerifyOptions, 'now' | 'onCheck'>,
): VerificationResult {
  const checks: CheckResult[] = [
    { check: 'structure', outcome: 'failed', code, detail },
    ...notReached('structure'),
  ];
  for (const check of checks) onCheck?.(check);
  return { verdict: 'unreadable', checks, parts: [], checkedAt: now.toISOString() };
}
