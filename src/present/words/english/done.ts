import type { DoneWords } from '../done-words.ts';

export const ENGLISH_DONE: DoneWords = {
  heading: (name) => `What ${name ?? 'the person'} did`,
  ownLanguage: null,
  asksFor: 'What it asks for',
  standards: 'Standards it is aligned to',
  level: 'Level reached',
  levels: 'Levels reached',
  result: 'Result',
  assessedBy: 'Assessed by',
  role: 'Role',
  term: 'Term served',
  programAsksFor: 'What the program asks for',
  counted: (has, wanted) => `${has ?? 'not stated'} of ${wanted}`,
  evidence: 'Evidence',
  pieceOfEvidence: 'Evidence',
  credentialOfItsOwn: 'A credential of its own',
};
