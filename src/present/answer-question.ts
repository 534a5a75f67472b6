import type { CheckName, CheckResult, CredentialSummary, Trust } from '../model/verification.ts';
import { hasFinding, isKeyRevoked } from './describe-outcome.ts';
import { describeClaim, nameProven, proveIssuer } from './proven-issuer.ts';
import { OUTCOME_VISUALS, type Question } from './questions.ts';
import { showDay } from './show-date.ts';
import { startSentence } from './start-sentence.ts';
import type { Visual } from './words/outcome-table.ts';
import type { Words } from './words/words.ts';

export interface Answer {
  visual: Visual;
  text: string;
}

/** What is known when a question is answered. Without a credential (while checking) nothing that it says is repeated. */
export interface Known {
  checks: readonly CheckResult[];
  credential?: CredentialSummary;
  trust?: Trust;
}

const ANSWERS: Record<Question, (known: Known, words: Words) => Answer> = {
  unchanged: answerUnchanged,
  issuer: answerIssuer,
  'in-force': answerInForce,
  person: answerPerson,
};

/** One question's answer from the checks alone. What could not be found out is never `good`. */
export function answerQuestion(question: Question, known: Known, words: Words): Answer {
  return ANSWERS[question](known, words);
}

function answerUnchanged({ checks }: Known, words: Words): Answer {
  const { unchanged } = words.answers;
  const structure = find(checks, 'structure');
  const proof = find(checks, 'proof');
  if (proof?.outcome === 'failed') {
    if (isKeyRevoked(checks)) return { visual: 'bad', text: unchanged.keyRevoked };
    return { visual: 'bad', text: proof.code === 'proof-missing' ? unchanged.notSigned : unchanged.no };
  }
  if (proof === undefined || proof.outcome === 'unknown' || proof.outcome === 'skipped') {
    return { visual: 'unknown', text: unchanged.notChecked };
  }
  if (structure?.outcome === 'failed') {
    return { visual: 'caution', text: unchanged.fault(words.findings.describe(structure) ?? '') };
  }
  return proof.outcome === 'warning'
    ? { visual: 'caution', text: unchanged.remark(words.findings.describe(proof) ?? '') }
    : { visual: 'good', text: unchanged.yes };
}

function answerIssuer({ checks, credential, trust }: Known, words: Words): Answer {
  const { issuer: answers, needsSignature } = words.answers;
  const issuer = find(checks, 'issuer');
  if (issuer?.outcome === 'failed') return { visual: 'bad', text: answers.other };
  if (issuer?.outcome !== 'passed') return { visual: 'unknown', text: needsSignature };
  if (credential === undefined) return { visual: 'good', text: answers.holds };
  const known = proveIssuer(credential.issuer, trust);
  const { address, recognizedName } = known;
  const claim = describeClaim(known, words);
  const proven = nameProven(known, words);
  const text =
    recognizedName === undefined
      ? `${startSentence(proven)}${claim === undefined ? '' : `, ${claim}`}.`
      : `${recognizedName} (${proven}).`;
  // Nobody who is trusted knows it: whoever it is, that is not yet an answer.
  const recognition = find(checks, 'recognition');
  const isUnknown = recognition?.outcome === 'unknown' || recognition?.copyOf !== undefined;
  const isVouchedFor = recognizedName !== undefined || address !== undefined;
  return { visual: isVouchedFor && !isUnknown ? 'good' : 'caution', text };
}

function answerInForce({ checks, credential }: Known, words: Words): Answer {
  const { inForce, needsSignature } = words.answers;
  // Dates and status entries of a file whose signature does not hold are whatever its maker wrote.
  if (find(checks, 'issuer')?.outcome !== 'passed') return { visual: 'unknown', text: needsSignature };
  const status = find(checks, 'status');
  const validity = find(checks, 'validity');
  if (status?.outcome === 'failed') {
    // The worst of several, as in the verdict.
    if (!hasFinding([status], 'revoked')) {
      if (hasFinding([status], 'replaced')) return { visual: 'caution', text: inForce.replaced };
      if (hasFinding([status], 'suspended')) return { visual: 'caution', text: inForce.suspended };
    }
    return { visual: 'bad', text: inForce.revoked };
  }
  if (validity?.outcome === 'failed') {
    const { dates } = words;
    return validity.code === 'expired'
      ? { visual: 'caution', text: inForce.ended(showDay(credential?.validUntil, dates)) }
      : { visual: 'caution', text: inForce.notBegun(showDay(credential?.validFrom, dates)) };
  }
  const detail = status && words.findings.describe(status);
  if (status === undefined || status.outcome === 'unknown' || validity?.outcome !== 'passed') {
    return { visual: 'unknown', text: inForce.notKnown(detail ?? inForce.listNotRead) };
  }
  if (status.outcome === 'skipped') {
    return { visual: 'neutral', text: inForce.byDates(detail ?? inForce.withdrawalsNotChecked) };
  }
  const completeness = find(checks, 'completeness');
  if (completeness?.outcome === 'failed' || completeness?.outcome === 'unknown') {
    return {
      visual: completeness.outcome === 'failed' ? 'caution' : 'unknown',
      text: inForce.notAlone(words.findings.describe(completeness) ?? ''),
    };
  }
  return {
    visual: OUTCOME_VISUALS[status.outcome],
    text: inForce.yes(
      showDay(credential?.validUntil, words.dates),
      status.outcome === 'warning' ? (detail ?? '') : '',
    ),
  };
}

function answerPerson({ checks, credential }: Known, words: Words): Answer {
  const { person: answers, needsSignature } = words.answers;
  const person = find(checks, 'person');
  const name = credential?.holderName;
  if (person === undefined || person.outcome === 'skipped')
    return { visual: 'neutral', text: answers.notChecked(name) };
  if (find(checks, 'issuer')?.outcome !== 'passed') return { visual: 'unknown', text: needsSignature };
  if (person.outcome === 'passed') return { visual: 'good', text: answers.yes(name) };
  const detail = words.findings.describe(person) ?? '';
  if (person.outcome === 'failed') return { visual: 'bad', text: answers.no(detail) };
  return { visual: OUTCOME_VISUALS[person.outcome], text: answers.remark(detail, name) };
}

function find(checks: readonly CheckResult[], name: CheckName): CheckResult | undefined {
  return checks.find(({ check }) => check === name);
}
