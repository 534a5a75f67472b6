import type { BoxWords } from '../box-words.ts';

export const ENGLISH_BOX: BoxWords = {
  heading: 'Check a credential',
  headingAgain: 'Check another',
  headingMore: 'Add more',
  lead: 'Is it real, is it in force, and who stands behind it? One plain answer. No account.',
  needsScript:
    'This page needs JavaScript: it checks in your browser, and there is no server behind it that could.',
  withoutScript:
    'JavaScript is off, so what you hand in is sent to this site’s server, checked there, and not kept.',
  checkedHere: [
    'It is checked ',
    'on this page, in your browser',
    '. We don’t keep files you check: nothing is sent anywhere. This page only asks the issuer’s site for its public key and its list of withdrawn credentials.',
  ],
  label: 'Paste links or a credential',
  hint: 'A link that an applicant gave you or that is behind a QR code, or the text of a credential.',
  dropHint: 'Many links, one a line, are fine too. You can also drop files here, one or hundreds.',
  file: 'or choose files',
  fileHint:
    'JSON, JWT, PNG, SVG or PDF, up to 10 MB each. Many at once: a ZIP, or a CSV with a column of links.',
  details: 'Whose is it, and whom do you trust? (optional)',
  personHint:
    'Type what stands in the application. It is compared on this page and kept nowhere. A name that differs is pointed out; an e-mail that differs means another person.',
  name: 'Name of the applicant',
  email: 'E-mail of the applicant',
  applicants: 'List of applicants (CSV)',
  applicantsHint:
    'For many at once: columns applicant, email and link, as many of these as you have. Each applicant gets a line, also one who handed in nothing.',
  policy: 'Policy file',
  policyHint: [
    'This page trusts whom its ',
    'policy',
    ' names. Choose or drop a policy file of your own to use that instead: it stays on this page.',
  ],
  check: 'Check',
  nothing: 'Paste a link or the text of a credential, or choose files. Then check again.',
};
