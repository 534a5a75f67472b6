import type { AnswerWords } from '../answer-words.ts';

export const ENGLISH_ANSWERS: AnswerWords = {
  unchanged: {
    keyRevoked: 'Nobody can tell any more. Its issuer has revoked the key that signed it.',
    notSigned: 'It is not signed, so anyone could have written it.',
    no: 'No. It does not match its signature.',
    notChecked: 'We can’t tell. The signature could not be checked.',
    fault: (detail) => `It is signed, but there is a fault in it. ${detail}`.trim(),
    remark: (detail) => `Yes, since it was signed. ${detail}`.trim(),
    yes: 'Yes. It has not changed since it was signed.',
  },
  needsSignature: 'We can’t tell. That needs a valid signature.',
  issuer: {
    other: 'Not the issuer that it names.',
    holds: 'The signature is its issuer’s.',
  },
  inForce: {
    revoked: 'No. Its issuer has withdrawn it.',
    replaced: 'No. Its issuer has issued a corrected one in its place.',
    suspended: 'No. Its issuer has put it on hold; it may be restored.',
    ended: (day) => `No. It ended${day === undefined ? '' : ` on ${day}`}.`,
    notBegun: (day) => `Not yet. It starts ${day === undefined ? 'later' : `on ${day}`}.`,
    notKnown: (detail) => `We don’t know yet. ${detail}`,
    listNotRead: 'The list of withdrawn credentials was not read.',
    byDates: (detail) => `By its dates, yes. ${detail}`,
    withdrawalsNotChecked: 'Withdrawals were not checked.',
    notAlone: (detail) => `It is not withdrawn itself, but it does not stand alone. ${detail}`.trim(),
    yes: (end, detail) =>
      `Yes. It is not withdrawn, and it ${end === undefined ? 'has no end date' : `is valid through ${end}`}. ${detail}`.trim(),
  },
  person: {
    notChecked: (name) =>
      `We did not check who this belongs to.${nameOnIt(name)}${name === undefined ? '' : ' Compare it with the application.'}`,
    yes: (name) => `Yes. It matches what you typed.${nameOnIt(name)}`,
    no: (detail) => `No. ${detail}`.trim(),
    remark: (detail, name) => `${detail}${nameOnIt(name)}`.trim(),
  },
};

function nameOnIt(name: string | undefined): string {
  return name === undefined ? '' : ` The name on it is ${name}.`;
}
