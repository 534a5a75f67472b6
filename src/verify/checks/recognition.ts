import { issuerIdOf } from '../../model/issuer-id.ts';
import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { Policy, PolicyIssuer } from '../../model/policy.ts';
import { presentMembers } from '../../model/present-members.ts';
import type {
  CheckResult,
  EndorsementResult,
  Finding,
  Trust,
  TrustLink,
  VerificationResult,
} from '../../model/verification.ts';
import { type Period, readAwardDate } from '../award-date.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from '../check.ts';
import type { Held } from '../examine-record.ts';
import { achievementIdOf } from '../read-achievement.ts';
import { collectStatements } from '../recognition/collect-statements.ts';
import { fetchRegisters } from '../recognition/fetch-registers.ts';
import { findPaths, type Path } from '../recognition/find-paths.ts';
import { readStatement, type Statement } from '../recognition/statement.ts';
import { checkRules } from './policy-rules.ts';

/** Verifies a statement for itself: structure, proofs, issuer, dates, status. */
export type VerifyStatement = (secured: JsonObject | string) => Promise<VerificationResult>;

export interface RecognitionInput {
  credential: JsonObject;
  issuer: CheckResult;
  held: Held;
  /** Endorsements from elsewhere than the credential itself. */
  recognitions: readonly (JsonObject | string)[];
  options: Pick<VerifyOptions, 'policy' | 'fetchDocument' | 'now'>;
  verifyStatement: VerifyStatement;
}

export interface RecognitionAnswer {
  check: CheckResult;
  trust?: Trust;
  endorsements?: EndorsementResult[];
}

/**
 * Is its issuer recognized by someone whom the policy trusts, and does it meet the policy's rules (docs/policy.md)? A recognition is
 * an OB 3.0 EndorsementCredential; those that travel with the credential, that were handed in with it and that a root publishes
 * are looked at, and each that counts is verified for itself. Recognition is looked at for today and for the date of the award.
 */
export async function checkRecognition(input: RecognitionInput): Promise<RecognitionAnswer> {
  const { credential, issuer, held, options, verifyStatement } = input;
  const { policy } = options;
  if (policy === undefined) {
    const detail = 'Whether someone you trust recognizes this issuer was not checked.';
    return { check: skippedCheck('recognition', 'not-asked', detail) };
  }
  const id = issuerIdOf(credential);
  if (issuer.outcome !== 'passed' || id === undefined) {
    const detail = 'Who issued it can only be told from a signature that holds.';
    return { check: skippedCheck('recognition', 'proof-not-verified', detail) };
  }
  const verify = ({ secured }: Statement) => verifyStatement(secured);
  const embedded = collectStatements(credential);
  const endorsements = await verifyEndorsements(embedded.statements, verify);
  const { trust, findings } = await findTrust(id, policy, input, embedded.statements);
  const remarks: Finding[] = [
    ...(endorsements.some(({ verdict }) => verdict !== 'valid')
      ? [warning('endorsement-not-valid', 'An endorsement that travels with it does not hold for itself.')]
      : []),
    ...(embedded.isCut
      ? [warning('too-many-endorsements', 'It has so many endorsements that not all were looked at.')]
      : []),
  ];
  // A record is a wrapper: the rules are for what is in it.
  const rules =
    held.leads === undefined
      ? checkRules({ credential, ...held, rules: policy.rules, now: options.now })
      : held.leads.flatMap(({ result }) => unmetRules(result));
  return {
    check: concludeCheck('recognition', [...findings, ...rules, ...remarks]),
    ...(trust === undefined ? {} : { trust }),
    ...(endorsements.length === 0 ? {} : { endorsements }),
  };
}

async function verifyEndorsements(
  statements: readonly (Statement & Pick<EndorsementResult, 'about'>)[],
  verify: (statement: Statement) => Promise<VerificationResult>,
): Promise<EndorsementResult[]> {
  return Promise.all(
    statements.map(async (statement) => ({
      ...(statement.by === undefined ? {} : { by: statement.by }),
      about: statement.about,
      verdict: (await verify(statement)).verdict,
      ...(statement.validFrom === undefined ? {} : { validFrom: statement.validFrom }),
      ...(statement.validUntil === undefined ? {} : { validUntil: statement.validUntil }),
    })),
  );
}

function unmetRules({ checks }: VerificationResult): Finding[] {
  return checks
    .flatMap((check) => check.findings ?? [check])
    .filter(({ rule }) => rule !== undefined)
    .map(({ outcome, code, detail, rule }) => ({
      outcome,
      ...(code === undefined ? {} : { code }),
      ...(detail === undefined ? {} : { detail }),
      ...(rule === undefined ? {} : { rule }),
    }));
}

async function findTrust(
  issuer: string,
  policy: Policy,
  { credential, held, recognitions, options, verifyStatement }: RecognitionInput,
  embedded: readonly Statement[],
): Promise<{ trust?: Trust; findings: Finding[] }> {
  const roots = new Map<string, PolicyIssuer>(policy.roots.map((root) => [root.id, root]));
  const named = policy.issuers.find(({ id }) => id === issuer) ?? roots.get(issuer);
  if (named !== undefined) {
    const { id, name, url, email, phone } = named;
    const said = readSaid(id, presentMembers({ name, url, email, phone }));
    return { trust: { policy: policy.name, scope: 'named', issuer: said, chain: [] }, findings: [] };
  }
  // A record stands for what is in it.
  const lead = held.leads?.[0]?.credential;
  const awarded = lead !== undefined && issuerIdOf(lead) === issuer ? lead : credential;
  const awardedAt = readAwardDate(awarded);
  const target = { issuer, ...presentMembers({ achievement: achievementIdOf(awarded) }) };
  const ids = new Set(roots.keys());
  const verify = ({ secured }: Statement) => verifyStatement(secured);

  let statements = [...embedded, ...recognitions.flatMap((secured) => readStatement(secured) ?? [])];
  let answer = await judgePaths(findPaths(statements, target, ids), verify, awardedAt);
  let unreachable = false;
  if (answer.best === undefined) {
    const registers = await fetchRegisters(policy.roots, options.fetchDocument);
    statements = [...statements, ...registers.statements];
    unreachable = registers.unreachable;
    answer = await judgePaths(findPaths(statements, target, ids), verify, awardedAt);
  }
  if (answer.best === undefined) {
    return {
      findings: [
        answer.finding,
        ...(unreachable
          ? [unknown('register-unreachable', 'The register of an authority that you trust could not be had.')]
          : []),
      ],
    };
  }
  const trust = describeTrust(policy.name, answer.best, target, roots);
  if (awardedAt === undefined) return { trust, findings: [] };
  return {
    trust: { ...trust, atAward: answer.atAward },
    findings: answer.atAward
      ? []
      : [
          warning(
            'recognized-since-award',
            'Its issuer is recognized today, but was not yet on the date of the award.',
          ),
        ],
  };
}

interface Judged {
  /** The shortest path that holds today, one that held at the award before one that did not. */
  best?: Path;
  atAward: boolean;
  finding: Finding;
}

async function judgePaths(
  { paths, isTooDeep, isOtherAchievement }: ReturnType<typeof findPaths>,
  verify: (statement: Statement) => Promise<VerificationResult>,
  awardedAt: Period | undefined,
): Promise<Judged> {
  const failures: Finding[] = [];
  let since: Path | undefined;
  for (const path of paths) {
    const results = await Promise.all(path.map(verify));
    const verdicts = results.map(({ verdict }) => verdict);
    const atAward = awardedAt !== undefined && path.every((statement) => covers(statement, awardedAt));
    if (verdicts.every((verdict) => verdict === 'valid')) {
      if (atAward || awardedAt === undefined) return { best: path, atAward, finding: nobody() };
      since ??= path;
    } else failures.push(describeFailure(verdicts, atAward));
  }
  if (since !== undefined) return { best: since, atAward: false, finding: nobody() };
  const [finding = explainNone(isTooDeep, isOtherAchievement)] = failures;
  return { atAward: false, finding };
}

/** Signed for a period with some of this time in it; whether it was withdrawn since is asked apart. */
function covers({ validFrom, validUntil }: Statement, { start, end }: Period): boolean {
  return (
    (validFrom === undefined || Date.parse(validFrom) <= end) &&
    (validUntil === undefined || start < Date.parse(validUntil))
  );
}

function describeFailure(verdicts: readonly string[], heldAtAward: boolean): Finding {
  const is = (...some: string[]) => verdicts.some((verdict) => some.includes(verdict));
  if (is('revoked', 'replaced', 'suspended'))
    return unknown('recognition-revoked', 'Its issuer was recognized, but the recognition was withdrawn.');
  if (is('not-genuine', 'unreadable', 'sample', 'incomplete'))
    return unknown(
      'recognition-not-genuine',
      'A recognition of its issuer is stated, but it does not match its signature.',
    );
  if (
    is('expired', 'not-yet-valid') &&
    verdicts.every((verdict) => ['valid', 'expired', 'not-yet-valid'].includes(verdict))
  )
    return heldAtAward
      ? unknown(
          'recognition-ended',
          'Its issuer was recognized when it was awarded, but that recognition has ended.',
        )
      : unknown('recognition-expired', 'Its issuer’s recognition is not in force today.');
  return unknown(
    'recognition-unchecked',
    'A recognition of its issuer is stated, but could not be checked to the end.',
  );
}

function explainNone(isTooDeep: boolean, isOtherAchievement: boolean): Finding {
  if (isOtherAchievement)
    return unknown(
      'recognition-of-other-achievement',
      'Its issuer is recognized for another achievement, not for this one.',
    );
  return isTooDeep
    ? unknown(
        'recognition-chain-too-deep',
        'Too many recognitions lie between its issuer and anyone whom you trust.',
      )
    : nobody();
}

function nobody(): Finding {
  return unknown('issuer-unknown', 'Nobody whom you trust recognizes its issuer.');
}

/** Each name in it is what the one before says, beginning with the policy. */
function describeTrust(
  policy: string,
  path: Path,
  { issuer }: { issuer: string },
  roots: ReadonlyMap<string, PolicyIssuer>,
): Trust {
  const chain = path.map((statement, index): TrustLink => {
    const by = statement.by ?? '';
    const before = path[index - 1];
    const name = before === undefined ? roots.get(by)?.name : textOf(before.subject['name']);
    return {
      by,
      name: (name ?? by).slice(0, 300),
      ...(statement.validFrom === undefined ? {} : { since: statement.validFrom }),
      ...(statement.validUntil === undefined ? {} : { until: statement.validUntil }),
    };
  });
  const last = path.at(-1)?.subject;
  const isWhole = last?.id === issuer;
  const creator = last?.['creator'];
  const said = isWhole ? last : isJsonObject(creator) ? creator : undefined;
  return {
    policy,
    scope: isWhole ? 'issuer' : 'achievement',
    issuer: readSaid(issuer, said),
    chain,
  };
}

function readSaid(id: string, said: JsonObject | undefined): PolicyIssuer {
  const [name = id, url, email, phone] = ['name', 'url', 'email', 'phone'].map((member) =>
    textOf(valuesOf(said?.[member])[0])?.slice(0, 300),
  );
  return {
    id,
    name,
    ...(url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? { url } : {}),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

function unknown(code: Finding['code'] & string, detail: string): Finding {
  return { outcome: 'unknown', code, detail };
}

function warning(code: Finding['code'] & string, detail: string): Finding {
  return { outcome: 'warning', code, detail };
}
