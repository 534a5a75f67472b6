/** A mail address with the name that people see beside it. */
export interface Mailbox {
  name: string;
  address: string;
}

export interface OutgoingMail {
  /** `local@domain`, without brackets. The same mail has the same one each time it is tried (RFC 5322 §3.6.4). */
  messageId: string;
  from: Mailbox;
  /** Where answers go, if not to the sender. */
  replyTo?: string;
  /** One address, taken as it is: nothing in it can make it two. */
  to: string;
  subject: string;
  text: string;
}

/** Hands one mail to the next server. Resolves when that has taken it, and rejects with `MailFailure`. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

/** Codes, because what a server says repeats the address. Listed in `docs/mail.md`. */
export type MailProblem =
  | 'address-refused'
  | 'mail-refused'
  | 'busy'
  | 'sender-refused'
  | 'login-refused'
  | 'tls-failed'
  | 'timed-out'
  | 'unreachable';

/** Said of this mail for good: another try would end the same way. */
const FINAL: ReadonlySet<MailProblem> = new Set(['address-refused', 'mail-refused']);

/** A mail was not taken. It has no cause and no other words than the code, so that it can be logged. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  readonly problem: MailProblem;

  constructor(problem: MailProblem) {
    super(problem);
    this.problem = problem;
  }

  get isFinal(): boolean {
    return FINAL.has(this.problem);
  }

  /** It is about this mail: with another one the server may be content. */
  get isOfThisMail(): boolean {
    return this.isFinal || this.problem === 'busy';
  }
}
