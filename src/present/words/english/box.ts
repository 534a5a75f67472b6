import type { BoxWords } from '../box-words.ts';

export const ENGLISH_BOX: BoxWords = {
  heading: 'Check a credential',
  headingAgain: 'Check another',
  headingMore: 'Add more',
  lead: 'Is it real, is it in force, and who issued it? One plain answer. No account.',
  needsScript:
    'This page needs JavaScript: it checks in your browser, and there is no server behind it that could.',
  withoutScript:
    'JavaScript is off, so what you hand in is sent to this site’s server, checked there, and not kept.',
  checkedHere: [
    'It is checked ',
    'on this page, in your browser',
    '. The files you check are not sent anywhere and not kept. The page only asks the issuer’s site for what it publishes for everyone: its public key and its list of withdrawn credentials.',
  ],
  label: 'Paste a link, or drop files here',
  hint: 'The link that the applicant gave you, or the text of a credential.',
  dropHint: 'Many at once are fine: one link a line, or up to 500 files.',
  file: 'Or choose files',
  fileHint:
    'PDF, picture (PNG, SVG) or data file (JSON, JWT), up to 10 MB each; a photo or screenshot of a QR code; a ZIP of files; a spreadsheet of links saved as CSV.',
  details: 'Compare with the application, or use your own policy (optional)',
  personHint:
    'Type what the application says. It is compared on this page and not kept. If the name differs, we point it out; if the e-mail differs, it is a different person.',
  name: 'Applicant’s name',
  email: 'Applicant’s e-mail',
  applicants: 'List of applicants (CSV)',
  applicantsHint:
    'For many at once: a table with the columns applicant, email and link, or those of them that you have. Everyone on it gets a line, even if nothing was handed in.',
  policy: 'Policy file',
  policyHint: [
    'This page trusts the issuers that its ',
    'policy',
    ' names. To use your own policy instead, choose or drop its file: it stays on this page.',
  ],
  check: 'Check',
  nothing: 'Paste a link or the text of a credential, or choose files. Then check again.',
};
