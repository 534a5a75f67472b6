import { startSentence } from '../../start-sentence.ts';
import type { ReceiptWords } from '../receipt-words.ts';

export const ENGLISH_RECEIPT: ReceiptWords = {
  title: 'Verification receipt',
  summaryTitle: 'Verification receipts: summary',
  documentTitle: (id) => `Verification receipt ${id}`,
  number: (id) => `Receipt ${id}`,
  page: (page, pages) => `Page ${page} of ${pages}`,
  sampleMark: 'SAMPLE',
  sampleSentence: 'Made for practice. Not a real credential.',
  sampleAdvice: 'It is a sample: do not count it.',
  whatToDo: 'What to do now.',

  questionsHeading: 'Four questions',
  checksHeading: 'What was checked',
  credentialHeading: 'The credential',
  checkHeading: 'The check',
  partsHeading: (parts) =>
    parts === undefined ? 'What came with it' : `Its parts: ${parts.good} of ${parts.named} in order`,
  claimsHeading: 'What the file says, not proven',
  claimsSentence: 'Anyone could have written this. Do not rely on it.',
  recheckHeading: 'Check again',

  check: 'Check',
  outcome: 'Outcome',
  finding: 'What was found',

  award: ({ issuer, credential, holder, isRecord, on, until, isEnded }) =>
    [
      `${startSentence(issuer)} ${isRecord ? `made ${credential} for` : `awarded ${credential} to`} ${holder}${on === undefined ? '' : ` on ${on}`}.`,
      ...(isEnded ? [] : [until === undefined ? 'No end date.' : `Valid through ${until}.`]),
    ].join(' '),
  selfNamed: (name) => `, which calls itself “${name}”,`,
  withoutName: 'a credential without a name',
  withoutHolder: 'someone whom it does not name',
  partWithoutName: 'A part without a name',
  partUnproven: 'A part that cannot be relied on',
  partMissing: 'Missing',

  credential: 'Credential',
  nameOnIt: 'Name on it',
  issuerProven: 'Issuer, as proven',
  issuerRecognized: 'Issuer, as recognized',
  issuerClaimed: 'Says its issuer is',
  issuerId: 'Issuer id',
  awarded: 'Awarded',
  validFrom: 'Valid from',
  validUntil: 'Valid through',
  noEnd: 'No end date',
  levels: 'Level reached',
  assessedBy: 'Assessed by',
  credentialId: 'Credential id',

  checkedAt: 'Checked',
  how: 'How',
  byPage: 'In the browser of whoever checked. The file was not uploaded.',
  bySite: 'By the server of this site, to which the file was sent. It was not kept.',
  byCommand: 'With the command “lectern verify”, on the machine of whoever checked.',
  checker: 'Checked by',
  policy: 'By the policy',
  policySha256: 'SHA-256 of the policy',
  file: 'File or link',
  fileSha256: 'SHA-256 of the file',
  noDigest: 'Not known: more was checked than one file, or the file was not read whole.',
  relayed: (hosts) =>
    `This site’s server fetched what ${hosts} publishes for everyone, as the page cannot read it there itself.`,
  stale: (host, fetchedAt) =>
    `${host} could not be reached: the copy of ${fetchedAt} was used. What changed since then is not known.`,

  notCounted: 'Does not count',
  notCountedSentence: 'There is no valid signature, so nothing can be said of this.',
  formOnly: 'This is about its form, not about who wrote it.',
  signatureOfAnother: 'There is a signature, but it is not one of the issuer that the file names.',

  statusCanChange: 'Status can change; check again before an offer.',
  whatItProves:
    'This receipt says what a check found at the time above. It is not signed and is not the credential: its number only tells receipts apart. Whoever doubts it can check the credential again.',
  ownLanguage: 'What a credential says stands in its own language.',
  qrAlt: (url) => `QR code: opens ${url}`,
  charactersMissing:
    'Characters that the typeface of this PDF lacks stand in brackets, by their Unicode numbers. The printed page shows them as they are written.',

  counted: (count) => (count === 1 ? '1 credential was checked.' : `${count} credentials were checked.`),
  checkedBetween: (first, last) =>
    first === last ? `Checked ${first}.` : `Checked from ${first} to ${last}.`,
  person: 'Name on it',
  issuer: 'Issuer',
  result: 'Result',
  source: 'File or link',
  receiptNumber: 'Receipt',
  notShown: 'Not proven',

  formHeading: (count) => (count === 1 ? 'Receipt for your files' : 'Receipts for your files'),
  checkerLabel: 'Your name, for the receipt (optional)',
  checkerHint: 'It stays on this page and is gone when you close it.',
  savePdf: (count) => (count === 1 ? 'Save receipt as PDF' : 'Save receipts as PDF'),
  print: (count) => (count === 1 ? 'Print receipt' : 'Print receipts'),
  saving: 'Preparing the PDF…',
  saved: 'Saved as PDF.',
  notSaved: 'The PDF could not be written. Print instead, and save that as PDF.',
};
