import { type Mailer, MailFailure, type MailProblem, type OutgoingMail } from '../../model/mailer.ts';
import type { TakenMail } from '../../store/mail-store.ts';
import type { Issuing } from '../issuing.ts';
import { composeMail } from './compose-mail.ts';
import { noticeOfMail } from './mail-notice.ts';
import { nextAttempt } from './next-attempt.ts';

/** Longer than any mailer tries one mail; what a killed process had taken waits so long. */
const LEASE_MS = 10 * 60_000;

/** Why a mail was not sent; the last three were found here, before any server was asked. */
type SendProblem = MailProblem | 'no-address' | 'no-sender' | 'not-understood';

export interface Mailing {
  mailer: Mailer;
  /** The sender of all mail; without one it is the address of the issuer that the mail is about. */
  from: string | null;
}

export interface SendReport {
  sent: number;
  /** Given up. */
  failed: number;
  /** To be tried again later. */
  postponed: number;
  /** What ended the round early: the server would take no mail at all. */
  stoppedBy: SendProblem | null;
}

/**
 * Sends the mails that are due, one after the other; any number of processes may do so at once, and each mail is sent by one
 * of them. What a server refuses for good has failed; everything else is tried again, more and more seldom, for two days. A
 * process that is killed after a server took a mail and before that is recorded sends it once more, with the same
 * Message-ID.
 */
export async function sendMails(
  issuing: Pick<Issuing, 'store' | 'now' | 'publicUrl' | 'sample'>,
  mailing: Mailing,
  { actor, ending }: { actor: string; ending?: AbortSignal },
): Promise<SendReport> {
  const { store, now } = issuing;
  const report: SendReport = { sent: 0, failed: 0, postponed: 0, stoppedBy: null };
  while (ending?.aborted !== true && report.stoppedBy === null) {
    const takenAt = now();
    const [mail] = await store.takeMails(1, takenAt, new Date(takenAt.getTime() + LEASE_MS));
    if (mail === undefined) break;
    const failure = await deliver(issuing, mailing, mail);
    const settle = (action: string, outcome: Parameters<typeof store.settleMail>[1]) =>
      store.settleMail(mail, outcome, {
        at: now(),
        actor,
        action,
        subject: mail.id,
        details: {
          kind: mail.kind,
          credential: mail.credentialId,
          ...(failure === null ? {} : { problem: failure.problem }),
        },
      });
    if (failure === null) {
      await settle('mail-sent', { state: 'sent', at: now() });
      report.sent++;
      continue;
    }
    const notBefore = failure.isFinal ? null : nextAttempt(mail.attempts, now());
    if (notBefore === null) {
      await settle('mail-failed', { state: 'failed', problem: failure.problem });
      report.failed++;
    } else {
      await store.postponeMail(mail, { notBefore, problem: failure.problem });
      report.postponed++;
    }
    if (!failure.isOfThisMail) report.stoppedBy = failure.problem;
  }
  return report;
}

type Failure = { problem: SendProblem } & Pick<MailFailure, 'isFinal' | 'isOfThisMail'>;

/** Null once a server has taken it. */
async function deliver(
  issuing: Parameters<typeof sendMails>[0],
  mailing: Mailing,
  mail: TakenMail,
): Promise<Failure | null> {
  const outgoing = await prepare(issuing, mailing.from, mail);
  if ('problem' in outgoing) return outgoing;
  try {
    await mailing.mailer.send(outgoing);
    return null;
  } catch (failure) {
    if (failure instanceof MailFailure) return failure;
    throw failure;
  }
}

/** The address is read here and goes to the mailer, and nowhere else. */
async function prepare(
  { store, publicUrl, sample }: Parameters<typeof sendMails>[0],
  from: string | null,
  mail: TakenMail,
): Promise<OutgoingMail | Failure> {
  const notice = noticeOfMail(mail);
  const issuer = notice && (await store.findIssuer(notice.issuer));
  // Another version, or another process that just made the issuer, may understand it.
  if (notice === null || issuer === null)
    return { problem: 'not-understood', isFinal: false, isOfThisMail: true };
  const holder = await store.getHolder(mail.holderId);
  const to = holder?.email?.trim();
  if (!holder || !to) return { problem: 'no-address', isFinal: true, isOfThisMail: true };
  const sender = from ?? issuer.email;
  if (sender === null) return { problem: 'no-sender', isFinal: false, isOfThisMail: true };
  return {
    messageId: `${mail.id}@${new URL(publicUrl).hostname}`,
    from: { name: issuer.name, address: sender },
    ...(issuer.email === null || issuer.email === sender ? {} : { replyTo: issuer.email }),
    to,
    ...composeMail(notice, { holderName: holder.name, issuer, sample }),
  };
}
