import type { CredentialSummary, VerificationResult } from '../../model/verification.ts';
import { describeOutcome, isAuthentic, isEnded, type Outcome } from '../describe-outcome.ts';
import { nameIssuer, nameProven, proveIssuer } from '../proven-issuer.ts';
import { showDay, showMoment } from '../show-date.ts';
import type { Words } from '../words/words.ts';
import { plainLine, quoteLine } from './plain-line.ts';
import type { Receipt, ReceiptOptions } from './receipt.ts';
import { answerQuestions, listChecks } from './receipt-checks.ts';
import { listCheckFacts, listClaims, listCredentialFacts } from './receipt-facts.ts';
import { receiptId } from './receipt-id.ts';
import { listParts } from './receipt-parts.ts';

const MAX_NAME = 200;

/**
 * The receipt of one check: what was found, how, when, by which policy, and of which file. Of a file whose signature does not hold
 * nothing stands as fact: what it says is in `claims`, quoted. Texts of strangers are single lines of bounded length.
 */
export async function receiptOf(result: VerificationResult, options: ReceiptOptions): Promise<Receipt> {
  const { words, recheckUrl, timeZone } = options;
  const { credential, verdict } = result;
  const proven = isAuthentic(result) ? credential : undefined;
  const isSample = options.isSample === true || verdict === 'sample';
  const outcome = describeOutcome(result, words);
  return {
    id: await receiptId(result),
    language: words.language,
    isSample,
    verdict,
    visual: outcome.visual,
    headline: plainLine(outcome.headline),
    sentence: plainLine(outcome.sentence, 900),
    advice: advise(outcome, isSample, words),
    ...(proven === undefined ? {} : describeProven(proven, result, options)),
    credential: proven === undefined ? [] : listCredentialFacts(proven, result.trust, options),
    check: listCheckFacts(result, options),
    questions: credential === undefined || verdict === 'unreadable' ? [] : answerQuestions(result, words),
    checks: listChecks(result, words),
    ...listParts(result, words),
    claims: proven === undefined && credential !== undefined ? listClaims(credential, options) : [],
    notes: listNotes(options),
    checkedAt: result.checkedAt,
    checkedAtText: showMoment(result.checkedAt, words.dates, timeZone),
    source: plainLine(options.source, 400),
    ...(recheckUrl === undefined ? {} : { recheckUrl }),
  };
}

/** Of a valid one people are told to keep the receipt, which this is. */
function advise({ visual, advice }: Outcome, isSample: boolean, { receipt }: Words): string {
  if (visual !== 'good') return plainLine(advice, 900);
  return isSample ? receipt.sampleAdvice : '';
}

function describeProven(
  credential: CredentialSummary,
  result: VerificationResult,
  { words: all }: ReceiptOptions,
): Pick<Receipt, 'credentialName' | 'holderName' | 'issuerName' | 'award'> {
  const { receipt: words, dates } = all;
  const { name, holderName, isRecord, awardedDate, validFrom, validUntil } = credential;
  const issuer = proveIssuer(credential.issuer, result.trust);
  const proven = nameProven(issuer, all);
  const { recognizedName, claimedName } = issuer;
  const on = showDay(awardedDate ?? validFrom, dates);
  const until = showDay(validUntil, dates);
  // Who is proven stands first, beside what those say of it who are trusted; its own name for itself is a quotation.
  const who =
    recognizedName === undefined
      ? `${proven}${claimedName === undefined ? '' : words.selfNamed(quoteLine(claimedName, MAX_NAME).slice(1, -1))}`
      : `${recognizedName} (${proven})`;
  return {
    ...(name === undefined ? {} : { credentialName: plainLine(name, MAX_NAME) }),
    ...(holderName === undefined ? {} : { holderName: plainLine(holderName, MAX_NAME) }),
    issuerName: plainLine(nameIssuer(issuer, all), MAX_NAME),
    award: plainLine(
      words.award({
        issuer: plainLine(who),
        credential: plainLine(name ?? '', MAX_NAME) || words.withoutName,
        holder: plainLine(holderName ?? '', MAX_NAME) || words.withoutHolder,
        isRecord: isRecord === true,
        isEnded: isEnded(result),
        ...(on === undefined ? {} : { on }),
        ...(until === undefined ? {} : { until }),
      }),
      1_500,
    ),
  };
}

function listNotes({
  words: { receipt: words, dates },
  relayed = [],
  stale = [],
  timeZone,
}: ReceiptOptions): string[] {
  return [
    ...(relayed.length === 0 ? [] : [words.relayed(relayed.map((host) => plainLine(host, 100)).join(', '))]),
    ...stale.map(({ host, fetchedAt }) =>
      words.stale(plainLine(host, 100), showMoment(fetchedAt, dates, timeZone)),
    ),
  ];
}
