import type { ResultWords } from '../result-words.ts';

export const ENGLISH_RESULT: ResultWords = {
  checked: 'Checked',
  checkedBy: { page: 'in your browser', server: 'by this site' },
  whatToDo: 'What to do now.',
  fourQuestions: 'Four questions',
  openReplacement: 'Open the corrected one',
  print: 'Print',
  checkAnother: 'Check another',
  unproven: {
    show: 'Show what the file says (do not rely on it)',
    warning: 'Anyone could have written this. It is not proven by a signature.',
    credential: 'Credential',
    holder: 'Name on it',
    issuer: 'Says its issuer is',
    issuerId: 'Issuer id',
  },
};
