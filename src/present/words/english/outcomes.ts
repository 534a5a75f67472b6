import { quote } from '../../quote.ts';
import { startSentence } from '../../start-sentence.ts';
import type { OutcomeFacts, OutcomeTable } from '../outcome-table.ts';

const FIND_CONTACT =
  'Contact that organization using contact details you find yourself, not ones in this file.';

/** Each verdict in plain English: one word, one sentence, what to do. */
export const ENGLISH_OUTCOMES: OutcomeTable = {
  valid: {
    visual: 'good',
    headline: ({ restsOnCopies }) => (restsOnCopies ? 'Valid by an earlier copy' : 'Valid'),
    sentence: (facts) =>
      [
        facts.issuerHasDomain || facts.issuerIsRecognized
          ? `Issued by ${facts.issuer}, unchanged, and ${inForce(facts)}.`
          : `Unchanged since it was signed, and ${inForce(facts)}. But it was signed by ${facts.issuer}, so we can’t confirm who issued it.`,
        ...(facts.hasStatus
          ? []
          : ['This issuer does not publish withdrawals, so we can’t tell if it was later withdrawn.']),
        ...describeParts(facts),
      ].join(' '),
    advice: (facts) =>
      facts.nameDiffers
        ? 'The name on it is not the one that you typed: make sure that it is this person’s before you count it.'
        : facts.issuerHasDomain || facts.issuerIsRecognized
          ? 'Print or save the receipt, and keep it with the application.'
          : `Anyone can make such a key. ${facts.claimedName === undefined ? 'Ask the applicant who issued it.' : `It says ${quote(facts.claimedName)}. ${FIND_CONTACT}`}`,
  },
  expired: {
    visual: 'caution',
    headline: 'Expired',
    sentence: (facts) =>
      `Genuine, issued by ${facts.issuer}, but it ended${facts.validUntil === undefined ? '' : ` on ${facts.validUntil}`}.`,
    advice: () => 'Ask the applicant if they renewed it.',
  },
  'not-yet-valid': {
    visual: 'caution',
    headline: 'Not valid yet',
    sentence: (facts) =>
      `Genuine, but it starts ${facts.validFrom === undefined ? 'later' : `on ${facts.validFrom}`}.`,
    advice: () => 'Check again on or after that date.',
  },
  suspended: {
    visual: 'caution',
    headline: 'On hold',
    sentence: (facts) =>
      `${startSentence(facts.issuer)} has paused this credential${since(facts)}. It may be restored.${says(facts)}`,
    advice: (facts) => `Contact ${contactOf(facts)} before deciding.`,
  },
  revoked: {
    visual: 'bad',
    headline: 'Withdrawn',
    sentence: (facts) => `${startSentence(facts.issuer)} withdrew this credential${on(facts)}.${says(facts)}`,
    advice: (facts) => `Do not count it. Ask the applicant or ${contactOf(facts)}.`,
  },
  replaced: {
    visual: 'caution',
    headline: 'Replaced',
    sentence: (facts) =>
      `${startSentence(facts.issuer)} issued a corrected version${on(facts)}.${says(facts)}`,
    advice: (facts) =>
      facts.isReplacementShared
        ? 'Open the corrected one and count that; do not count this file.'
        : 'Ask the applicant for the new one.',
  },
  incomplete: {
    visual: 'caution',
    headline: 'Incomplete',
    sentence: (facts) =>
      `Genuine, issued by ${facts.issuer}, but not everything in it is in order. ${facts.detail ?? 'A part that it builds on is missing.'}`,
    advice: (facts) => `Do not decide on it alone. Ask the applicant or ${contactOf(facts)}.`,
  },
  'unknown-issuer': {
    visual: 'caution',
    headline: 'Issuer not recognized',
    sentence: (facts) =>
      [
        facts.issuerHasDomain
          ? `The file has not changed since ${facts.issuer} signed it, but we can’t confirm who that is.`
          : 'The file has not changed since it was signed, but we can’t confirm who signed it.',
        ...(facts.claimedName === undefined ? [] : [`It says ${quote(facts.claimedName)}.`]),
        ...(facts.detail === undefined ? [] : [facts.detail]),
      ].join(' '),
    advice: () => FIND_CONTACT,
  },
  'not-accepted': {
    visual: 'caution',
    headline: 'Not accepted',
    sentence: (facts) =>
      `Genuine, issued by ${facts.issuer}, but it does not meet a rule of those who check here. ${facts.detail ?? ''}`.trim(),
    advice: () => 'Tell the applicant which rule it is; the credential itself is not at fault.',
  },
  'not-genuine': {
    visual: 'bad',
    // Whoever has the key may have made it, and so may its issuer: that is no forgery found.
    headline: (facts) => (facts.isKeyRevoked ? 'Signed with a revoked key' : 'Not genuine'),
    sentence: (facts) =>
      !facts.isSigned
        ? 'This file is not signed, so nobody answers for what it says.'
        : facts.isKeyRevoked
          ? `${startSentence(facts.issuer)} has revoked the key that signed this file, because others may have had it. So nobody can tell any more who made the file.`
          : `This file does not match its signature. It was changed, damaged, or not signed by ${facts.issuerHasDomain ? facts.issuer : 'the issuer that it names'}.`,
    advice: (facts) =>
      facts.isKeyRevoked
        ? facts.isReplacementShared
          ? 'Open the one that was issued in its place and count that; do not count this file.'
          : 'This says nothing bad about the applicant. Ask for the new file: credentials signed with that key are issued again.'
        : 'Do not accept it. Ask the applicant for the original link or file.',
  },
  'status-unknown': {
    visual: 'unknown',
    headline: 'Almost done – one check is missing',
    sentence: (facts) =>
      `Genuine and signed by ${facts.issuer}. ${facts.detail ?? 'We could not reach the list of withdrawn credentials.'}${facts.host === undefined ? '' : ` It is kept at ${facts.host}.`}`,
    advice: () => 'Try again in a few minutes. Don’t decide on this result alone.',
  },
  'key-unknown': {
    visual: 'unknown',
    headline: 'We couldn’t finish',
    sentence: (facts) =>
      facts.issuerHasDomain && facts.detail === undefined
        ? `${startSentence(facts.issuer)} did not answer, so we can’t check the signature. This says nothing bad about the applicant.`
        : `${facts.detail ?? 'The key that signed it could not be had.'} So we can’t check the signature. This says nothing bad about the applicant.`,
    // Any other fault lies in the file, and is there tomorrow too.
    advice: (facts) =>
      facts.detail === undefined
        ? 'Try again later.'
        : 'Ask the applicant or the issuer for another file, or use the issuer’s own page.',
  },
  'unsupported-proof': {
    visual: 'unknown',
    headline: 'We can’t check this kind of credential',
    sentence: (facts) =>
      facts.suites === undefined
        ? (facts.detail ?? 'It is signed in a way that this page does not support.')
        : `It uses ${facts.suites}, which this page does not support.`,
    advice: () => 'Use the issuer’s own page or another verifier.',
  },
  'wrong-person': {
    visual: 'bad',
    headline: 'Different person',
    sentence: () => 'Genuine, but not issued to the person that you typed.',
    advice: () => 'Check the spelling, or ask the applicant which e-mail they used in the program.',
  },
  unreadable: {
    visual: 'neutral',
    headline: 'No credential found in this file',
    sentence: (facts) =>
      `We looked for signed data in it. ${facts.detail ?? 'There is none; a screenshot or scan has none.'}`,
    advice: () => 'Ask for the link or the PDF, or scan its QR code.',
  },
  sample: {
    visual: 'caution',
    headline: 'Sample',
    sentence: () => 'Made for demonstration. Not a real credential.',
    advice: () => 'Do not count it. Ask the applicant for the real one.',
  },
};

/** What is known of what it builds on: nothing, where it builds on nothing. */
function describeParts({ parts, isRecord }: OutcomeFacts): string[] {
  if (parts === undefined) return [];
  if (parts.good === parts.named)
    return [
      isRecord
        ? `All ${parts.named} credentials in it are in order.`
        : `All ${parts.named} of its parts are in order.`,
    ];
  return [
    `It builds on ${parts.named === 1 ? '1 other credential that was' : `${parts.named} other credentials that were`} not handed in: ask for the full record to check everything.`,
  ];
}

function on({ since: day }: OutcomeFacts): string {
  return day === undefined ? '' : ` on ${day}`;
}

function since({ since: day }: OutcomeFacts): string {
  return day === undefined ? '' : ` since ${day}`;
}

/** The issuer's own words, as that. */
function says({ statement }: OutcomeFacts): string {
  return statement === undefined || statement === '' ? '' : ` The issuer says: ${quote(statement)}`;
}

function contactOf({ issuer, issuerHasDomain }: OutcomeFacts): string {
  return issuerHasDomain ? issuer : 'its issuer';
}

/** Of what could not be refreshed nobody knows what holds today. */
function inForce({ restsOnCopies }: OutcomeFacts): string {
  return restsOnCopies
    ? 'in force when this browser last read what its issuer publishes, which did not answer now'
    : 'in force today';
}
