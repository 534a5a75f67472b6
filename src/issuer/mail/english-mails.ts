import type { MailFacts, MailWords } from './mail-words.ts';

export const ENGLISH: MailWords = {
  locale: 'en-US',
  sample: 'SAMPLE. Made for demonstration. Not a real credential.',
  hello: (name) => `Hello ${name},`,
  contact: (facts) => `Questions? ${write(facts)}.`,
  subjects: {
    issued: 'Your new credential',
    renewed: 'Your credential is renewed',
    replaced: 'Your corrected credential',
    withdrawn: 'Your credential was withdrawn',
    'on-hold': 'Your credential is on hold',
    restored: 'Your credential is in force again',
    expiring: 'Your credential ends soon',
  },
  paragraphs: {
    issued: (facts) => [
      `Congratulations! ${facts.issuer} has issued “${facts.credential}” to you. It is signed, so anyone can check it, anywhere.`,
      open(facts, 'Open, share or save it here'),
      until(facts),
    ],
    renewed: (facts) => [
      `${facts.issuer} has renewed your credential “${facts.credential}”.`,
      open(facts, 'Open, share or save it here'),
      until(facts),
    ],
    replaced: (facts) => [
      `${facts.issuer} has replaced your credential “${facts.credential}” with a corrected one.`,
      open(facts, 'Your link is the same as before and now opens the corrected one'),
      reason(facts),
      'If you saved a file of the earlier one, please save it again: whoever checks the old file is told that it was replaced.',
    ],
    withdrawn: (facts) => [
      `We are sorry to tell you that ${facts.issuer} has withdrawn your credential “${facts.credential}”. Whoever checks it from now on is told so.`,
      reason(facts),
      `If you think that this is a mistake, you can appeal. ${write(facts)}, name the credential, and say why it should stand.`,
    ],
    'on-hold': (facts) => [
      `${facts.issuer} has put your credential “${facts.credential}” on hold. This is not a withdrawal: it can come back into force. Until then, whoever checks it is told that it is on hold.`,
      reason(facts),
      `If you think that this is a mistake, please tell us. ${write(facts)}.`,
    ],
    restored: (facts) => [
      `Good news: your credential “${facts.credential}” is in force again, and whoever checks it is told so. You need not do anything.`,
      open(facts, 'Its link'),
    ],
    expiring: (facts) => [
      `Your credential “${facts.credential}” is valid through ${facts.validThrough}. After that day, whoever checks it is told that it has expired.`,
      `To renew it, please get in touch in good time. ${write(facts)}, and ${facts.issuer} will tell you what is needed.`,
      open(facts, 'Your credential'),
    ],
  },
};

function open({ link }: MailFacts, words: string): string | null {
  return link === null ? null : `${words}:\n${link}`;
}

function until({ validThrough }: MailFacts): string | null {
  return validThrough === null ? null : `It is valid through ${validThrough}.`;
}

function reason({ sentence, issuer }: MailFacts): string | null {
  return sentence === null ? null : `${issuer} says: “${sentence}”`;
}

function write({ email, site }: MailFacts): string {
  return email === null ? `You reach us at ${site}` : `Write to ${email} or visit ${site}`;
}
