import type { FormWords } from '../form-words.ts';

export const ENGLISH_FORM: FormWords = {
  heading: 'Check a credential',
  headingAgain: 'Check another',
  lead: 'Is it real, is it in force, and who stands behind it? One plain answer. No account.',
  withoutScript:
    'JavaScript is off, so what you hand in is sent to this site’s server, checked there, and not kept.',
  checkedHere: [
    'It is checked ',
    'on this page, in your browser',
    '. The credential is not sent anywhere: this page only asks the issuer’s site for its public key and its list of withdrawn credentials.',
  ],
  file: 'Credential file',
  fileHint: 'JSON or JWT, up to 10 MB.',
  dropHint: 'You can also drop it here; a full credential together with its parts.',
  link: 'or a link',
  linkHint: 'The link that the applicant gave you, or the one behind the QR code.',
  text: 'or its text',
  textHint: ['Paste the whole credential: it begins with ', ' or ', '.'],
  person: 'Is it this applicant? (optional)',
  personHint: 'Type what stands in the application. It is compared on this page and kept nowhere.',
  name: 'Name',
  email: 'E-mail',
  policy: 'Whom do you trust? (optional)',
  policyHint: [
    'This page trusts whom its ',
    'policy',
    ' names. Choose or drop a policy file of your own to use that instead: it stays on this page.',
  ],
  policyFile: 'Policy file',
  check: 'Check',
};
