import type { IssuerRecord } from '../../store/records.ts';
import { cleanText } from './clean-text.ts';
import { ENGLISH } from './english-mails.ts';
import type { MailNotice } from './mail-notice.ts';
import type { MailFacts, MailWords } from './mail-words.ts';
import { SPANISH } from './spanish-mails.ts';

/** Holders have no language yet: every mail has all of these, one below the other. */
const LANGUAGES: readonly MailWords[] = [ENGLISH, SPANISH];
const LONGEST_NAME = 200;
const LONGEST_SENTENCE = 500;
/** A subject is shown on one line of a phone, if at all. */
const LONGEST_IN_SUBJECT = 70;

export interface MailContext {
  holderName: string;
  issuer: Pick<IssuerRecord, 'name' | 'url' | 'email'>;
  /** Practice mode: says in every language that it is a sample. */
  sample: boolean;
}

/** The plain text of a notice, and its subject: one line each, whatever stands in a name. */
export function composeMail(notice: MailNotice, context: MailContext): { subject: string; text: string } {
  const { kind } = notice;
  const mark = context.sample ? '[SAMPLE / MUESTRA] ' : '';
  const subjects = LANGUAGES.map(({ subjects }) => subjects[kind]).join(' / ');
  return {
    subject: `${mark}${subjects}: ${cleanText(notice.credential, LONGEST_IN_SUBJECT)}`,
    text: `${LANGUAGES.map((words) => compose(words, notice, context)).join('\n\n\n')}\n`,
  };
}

function compose(words: MailWords, notice: MailNotice, { holderName, issuer, sample }: MailContext): string {
  const facts: MailFacts = {
    credential: cleanText(notice.credential, LONGEST_NAME),
    issuer: cleanText(issuer.name, LONGEST_NAME),
    email: issuer.email,
    site: issuer.url,
    link: notice.link,
    validThrough: 'validUntil' in notice ? showDay(notice.validUntil, words.locale) : null,
    sentence: 'sentence' in notice ? cleanSentence(notice.sentence) : null,
  };
  const paragraphs = [
    sample ? words.sample : null,
    words.hello(cleanText(holderName, LONGEST_NAME)),
    ...words.paragraphs[notice.kind](facts),
    words.contact(facts),
    facts.issuer,
  ];
  return paragraphs.filter((paragraph) => paragraph !== null).join('\n\n');
}

function cleanSentence(sentence: string | null): string | null {
  return sentence === null ? null : cleanText(sentence, LONGEST_SENTENCE) || null;
}

/** The UTC calendar day, as everywhere: the same day for whoever reads it. */
function showDay(instant: string | null, locale: string): string | null {
  if (instant === null) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
}
