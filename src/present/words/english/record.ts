import type { RecordWords } from '../record-words.ts';

export const ENGLISH_RECORD: RecordWords = {
  fullRecord: 'Full record',
  title: (holder, name) => `${holder ?? 'Full record'}: ${name ?? 'full record'}`,
  of: 'Full record of',
  nobody: 'its holder',
  signed: 'signed this record on',
  holds: (credentials) =>
    `It holds ${credentials === 1 ? 'one credential' : `${credentials} credentials`}, each with its own signature.`,
  kinds: {
    full: 'The full credential',
    capstone: 'Capstone',
    micro: 'Micro-credentials',
    other: 'Other credentials',
  },
  awarded: 'Awarded',
  level: (name) => `Level: ${name}`,
  inForce: 'In force',
  states: {
    withdrawn: 'Withdrawn',
    replaced: 'Replaced by a corrected one',
    'on-hold': 'On hold',
    expired: 'Expired',
    'not-yet-valid': 'Not valid yet',
  },
  notAllInForce: 'Not all of it is in force any more',
  endedSince: (ended, all) =>
    `This record was right when it was signed. Since then ${ended === 1 ? 'one' : ended} of the ${all} credentials in it ${ended === 1 ? 'has' : 'have'} come to an end:`,
  fullAsItIsNow: 'The full credential as it is now',
  scan: ['Scan, or open ', ' to see whether all of it is in force today. This sheet alone proves nothing.'],
};
