import type { Logger } from 'pino';
import type { Config, Secrets } from '../config.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { notifyExpiring } from '../issuer/mail/notify-expiring.ts';
import { sendMails } from '../issuer/mail/send-mails.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long the mail under way is waited for at the end; broken off, it is tried again later. */
const GRACE_MS = 10_000;

export interface MailService {
  /** Sends no more, after the mail under way, which has a few seconds to arrive. */
  stop(): Promise<void>;
}

/**
 * Sends what is due, every minute; once a day, if the setting says so, adds the mails for what expires. Null without a mail
 * server. Any number of instances may do so at once.
 */
export async function startMailService(
  issuing: Issuing,
  { mailFrom, mailExpiringDays }: Config,
  { smtpUrl }: Secrets,
  log: Logger,
): Promise<MailService | null> {
  if (smtpUrl === undefined) return null;
  const { openMailer } = await import('../network/open-mailer.ts');
  const mailer = openMailer(smtpUrl);
  const ending = new AbortController();
  let underWay: Promise<void> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    if (mailExpiringDays !== null && issuing.now().getTime() - lookedAt >= DAY_MS) {
      const added = await notifyExpiring(issuing, mailExpiringDays, 'system');
      lookedAt = issuing.now().getTime();
      if (added > 0) log.info({ added }, 'mails about what expires were added');
    }
    const report = await sendMails(
      issuing,
      { mailer, from: mailFrom },
      { actor: 'system', ending: ending.signal },
    );
    if (report.stoppedBy !== null) log.warn(report, 'the mail server takes no mail');
    else if (report.sent + report.failed + report.postponed > 0) log.info(report, 'mail');
  }

  // A round that takes longer than a minute is not joined by another.
  const start = () => {
    underWay ??= run()
      .catch((err: unknown) => log.error({ err }, 'sending mail failed'))
      .finally(() => {
        underWay = null;
      });
  };
  start();
  const timer = setInterval(start, MINUTE_MS);
  return {
    async stop() {
      clearInterval(timer);
      ending.abort();
      const hurry = setTimeout(mailer.close, GRACE_MS);
      await underWay;
      clearTimeout(hurry);
      mailer.close();
    },
  };
}
