import type { CredentialSummary, Trust, VerificationResult } from '../../model/verification.ts';
import { describeTrust } from '../describe-trust.ts';
import { nameProven, proveIssuer } from '../proven-issuer.ts';
import { showDay, showMoment } from '../show-date.ts';
import { startSentence } from '../start-sentence.ts';
import { plainLine, quoteLine } from './plain-line.ts';
import type { ReceiptFact, ReceiptOptions } from './receipt.ts';

const MAX_NAME = 200;

/** What a credential says whose signature holds; of its issuer what is proven and what those who are trusted say. */
export function listCredentialFacts(
  credential: CredentialSummary,
  trust: Trust | undefined,
  { words: all }: ReceiptOptions,
): ReceiptFact[] {
  const { receipt: words, dates } = all;
  const issuer = proveIssuer(credential.issuer, trust);
  const { name, holderName, awardedDate, validFrom, validUntil, levels, assessor, id } = credential;
  const [level] = levels;
  return [
    ...fact(words.credential, name),
    ...fact(words.nameOnIt, holderName),
    ...fact(words.issuerProven, startSentence(nameProven(issuer, all))),
    ...(trust === undefined ? [] : fact(words.issuerRecognized, describeTrust(trust, all), 600)),
    ...(issuer.recognizedName === undefined ? claim(words.issuerClaimed, issuer.claimedName) : []),
    ...fact(words.awarded, showDay(awardedDate, dates)),
    ...fact(words.validFrom, showDay(validFrom, dates)),
    ...fact(words.validUntil, showDay(validUntil, dates) ?? words.noEnd),
    ...(levels.length === 1 ? fact(words.levels, level?.name) : []),
    ...fact(words.assessedBy, assessor),
    ...code(words.credentialId, id),
  ];
}

/** What the file of an unproven credential says, each in quotation marks. */
export function listClaims(
  { name, holderName, issuer }: CredentialSummary,
  { words: { receipt: words } }: ReceiptOptions,
): ReceiptFact[] {
  return [
    ...claim(words.credential, name),
    ...claim(words.nameOnIt, holderName),
    ...claim(words.issuerClaimed, issuer.name),
    ...claim(words.issuerId, issuer.id),
  ];
}

/** When, how, by whom and by which policy it was checked, and which file it was. */
export function listCheckFacts(
  { checkedAt, sha256 }: VerificationResult,
  { words: { receipt: words, dates }, ...options }: ReceiptOptions,
): ReceiptFact[] {
  const how = { page: words.byPage, site: words.bySite, command: words.byCommand }[options.checkedWith];
  return [
    { name: words.checkedAt, value: `${showMoment(checkedAt, dates, options.timeZone)} (${checkedAt})` },
    { name: words.how, value: how },
    ...fact(words.checker, options.checkerName),
    ...fact(words.policy, options.policyName),
    ...code(words.policySha256, options.policySha256),
    ...fact(words.file, options.source, 400),
    ...(sha256 === undefined
      ? [{ name: words.fileSha256, value: words.noDigest }]
      : code(words.fileSha256, sha256)),
  ];
}

function fact(name: string, value: string | undefined, maxLength = MAX_NAME): ReceiptFact[] {
  const line = plainLine(value ?? '', maxLength);
  return line === '' ? [] : [{ name, value: line }];
}

function claim(name: string, value: string | undefined): ReceiptFact[] {
  return value === undefined || plainLine(value, MAX_NAME) === ''
    ? []
    : [{ name, value: quoteLine(value, MAX_NAME) }];
}

function code(name: string, value: string | undefined): ReceiptFact[] {
  return fact(name, value).map((one) => ({ ...one, isCode: true }));
}
