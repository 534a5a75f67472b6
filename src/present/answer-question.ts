import type { CheckName, CheckResult, CredentialSummary, Trust } from '../model/verification.ts';
import { OUTCOME_VISUALS, type Question } from './check-words.ts';
import { hasFinding, isKeyRevoked } from './describe-outcome.ts';
import { proveIssuer, quoteClaim } from './proven-issuer.ts';
import { showDay } from './show-date.ts';
import { startSentence } from './start-sentence.ts';
import type { Visual } from './words/outcome-table.ts';

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

const ANSWERS: Record<Question, (known: Known) => Answer> = {
  unchanged: answerUnchanged,
  issuer: answerIssuer,
  'in-force': answerInForce,
  person: answerPerson,
};

/** One question's answer from the checks alone. What could not be found out is never `good`. */
export function answerQuestion(question: Question, known: Known): Answer {
  return ANSWERS[question](known);
}

function answerUnchanged({ checks }: Known): Answer {
  const structure = find(checks, 'structure');
  const proof = find(checks, 'proof');
  if (proof?.outcome === 'failed') {
    if (isKeyRevoked(checks)) {
      return {
        visual: 'bad',
        text: 'Nobody can tell any more. Its issuer has revoked the key that signed it.',
      };
    }
    return proof.code === 'proof-missing'
      ? { visual: 'bad', text: 'It is not signed, so anyone could have written it.' }
      : { visual: 'bad', text: 'No. It does not match its signature.' };
  }
  if (proof === undefined || proof.outcome === 'unknown' || proof.outcome === 'skipped') {
    return { visual: 'unknown', text: 'We can’t tell. The signature could not be checked.' };
  }
  if (structure?.outcome === 'failed') {
    return {
      visual: 'caution',
      text: `It is signed, but there is a fault in it. ${structure.detail ?? ''}`.trim(),
    };
  }
  return proof.outcome === 'warning'
    ? { visual: 'caution', text: `Yes, since it was signed. ${proof.detail ?? ''}`.trim() }
    : { visual: 'good', text: 'Yes. It has not changed since it was signed.' };
}

function answerIssuer({ checks, credential, trust }: Known): Answer {
  const issuer = find(checks, 'issuer');
  if (issuer?.outcome === 'failed') return { visual: 'bad', text: 'Not the issuer that it names.' };
  if (issuer?.outcome !== 'passed') {
    return { visual: 'unknown', text: 'We can’t tell. That needs a signature that holds.' };
  }
  if (credential === undefined) return { visual: 'good', text: 'The signature is its issuer’s.' };
  const known = proveIssuer(credential.issuer, trust);
  const { proven, hasDomain, recognizedName } = known;
  const text =
    recognizedName === undefined
      ? `${startSentence(proven)}${quoteClaim(known).replace(/,$/, '')}.`
      : `${recognizedName} (${proven}).`;
  // Nobody who is trusted knows it: whoever it is, that is not yet an answer.
  const isUnknown = find(checks, 'recognition')?.outcome === 'unknown';
  const isVouchedFor = recognizedName !== undefined || hasDomain;
  return { visual: isVouchedFor && !isUnknown ? 'good' : 'caution', text };
}

function answerInForce({ checks, credential }: Known): Answer {
  // Dates and status entries of a file whose signature does not hold are whatever its maker wrote.
  if (find(checks, 'issuer')?.outcome !== 'passed') {
    return { visual: 'unknown', text: 'We can’t tell. That needs a signature that holds.' };
  }
  const status = find(checks, 'status');
  const validity = find(checks, 'validity');
  if (status?.outcome === 'failed') {
    // The worst of several, as in the verdict.
    if (!hasFinding([status], 'revoked')) {
      if (hasFinding([status], 'replaced'))
        return { visual: 'caution', text: 'No. Its issuer has issued a corrected one in its place.' };
      if (hasFinding([status], 'suspended'))
        return { visual: 'caution', text: 'No. Its issuer has put it on hold; it may be restored.' };
    }
    return { visual: 'bad', text: 'No. Its issuer has withdrawn it.' };
  }
  if (validity?.outcome === 'failed') return answerDates(validity, credential);
  if (status === undefined || status.outcome === 'unknown' || validity?.outcome !== 'passed') {
    const why = status?.detail ?? 'The list of withdrawn credentials was not read.';
    return { visual: 'unknown', text: `We don’t know yet. ${why}` };
  }
  if (status.outcome === 'skipped') {
    return {
      visual: 'neutral',
      text: `By its dates, yes. ${status.detail ?? 'Withdrawals were not checked.'}`,
    };
  }
  const end = showDay(credential?.validUntil);
  const completeness = find(checks, 'completeness');
  if (completeness?.outcome === 'failed' || completeness?.outcome === 'unknown') {
    return {
      visual: completeness.outcome === 'failed' ? 'caution' : 'unknown',
      text: `It is not withdrawn itself, but it does not stand alone. ${completeness.detail ?? ''}`.trim(),
    };
  }
  return {
    visual: OUTCOME_VISUALS[status.outcome],
    text: `Yes. It is not withdrawn, and it ${end === undefined ? 'has no end date' : `is valid through ${end}`}.${status.outcome === 'warning' ? ` ${status.detail ?? ''}` : ''}`,
  };
}

function answerDates(validity: CheckResult, credential: CredentialSummary | undefined): Answer {
  if (validity.code === 'expired') {
    const end = showDay(credential?.validUntil);
    return { visual: 'caution', text: `No. It ended${end === undefined ? '' : ` on ${end}`}.` };
  }
  const start = showDay(credential?.validFrom);
  return { visual: 'caution', text: `Not yet. It starts ${start === undefined ? 'later' : `on ${start}`}.` };
}

function answerPerson({ checks, credential }: Known): Answer {
  const person = find(checks, 'person');
  if (person !== undefined && person.outcome !== 'skipped' && find(checks, 'issuer')?.outcome !== 'passed') {
    return { visual: 'unknown', text: 'We can’t tell. That needs a signature that holds.' };
  }
  const name = credential?.holderName;
  const says = name === undefined ? '' : ` The name on it is ${name}.`;
  if (person === undefined || person.outcome === 'skipped') {
    return {
      visual: 'neutral',
      text: `We did not check who this belongs to.${says}${name === undefined ? '' : ' Compare it with the application.'}`,
    };
  }
  if (person.outcome === 'passed') return { visual: 'good', text: `Yes. It matches what you typed.${says}` };
  if (person.outcome === 'failed') return { visual: 'bad', text: `No. ${person.detail ?? ''}`.trim() };
  return { visual: OUTCOME_VISUALS[person.outcome], text: `${person.detail ?? ''}${says}`.trim() };
}

function find(checks: readonly CheckResult[], name: CheckName): CheckResult | undefined {
  return checks.find(({ check }) => check === name);
}
