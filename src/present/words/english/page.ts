import type { PageWords } from '../page-words.ts';

export const ENGLISH_PAGE: PageWords = {
  languageName: 'English',
  title: 'Check a credential',
  description:
    'Check a teacher leader’s credential in your browser: one plain answer, no account, nothing uploaded.',
  checkedOnServer:
    'This was sent to our server, checked there, and not kept. With JavaScript on, it is checked in your browser and sent nowhere.',
  skip: 'Skip to content',
  mainMenu: 'Main',
  sample: 'SAMPLE',
  sampleRibbon: 'Practice mode: nothing here is a real credential.',
  sampleMark: 'Made for practice on this machine. Not a real credential.',
  footer: [
    'at',
    '. Credentials follow the open standards Open Badges 3.0 and W3C Verifiable Credentials, so any tool that reads these can check them.',
  ],
  issuers: 'Issuers',
  recognitions: 'Recognitions',
  privacy: 'No cookies, no tracking. Files that you check are not kept.',
  startPage: 'Start page',
};
