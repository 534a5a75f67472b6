import { statfs } from 'node:fs/promises';
import type { Examination } from '../model/examination.ts';
import { MailFailure, type MailProblem } from '../model/mailer.ts';

/** Less than this and SQLite, or a backup beside it, may soon not fit. */
const LEAST_FREE_BYTES = 1024 ** 3;

export async function examineDisk(dataDir: string): Promise<Examination> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free in ${dataDir}`;
  return { subject: 'disk', outcome: free < LEAST_FREE_BYTES ? 'failing' : 'ok', detail };
}

/** Connects to the mail server and logs in; sends nothing. */
export async function examineMail(smtpUrl: string | undefined): Promise<Examination> {
  if (smtpUrl === undefined)
    return { subject: 'mail', outcome: 'skipped', detail: 'LECTERN_SMTP_URL is not set' };
  const { hostname } = new URL(smtpUrl);
  const { openMailer } = await import('./open-mailer.ts');
  const mailer = openMailer(smtpUrl);
  try {
    await mailer.greet();
    return { subject: 'mail', outcome: 'ok', detail: `${hostname} would take mail` };
  } catch (failure) {
    if (!(failure instanceof MailFailure)) throw failure;
    const found = FOUND[failure.problem] ?? 'does not answer like a mail server';
    return {
      subject: 'mail',
      outcome: 'failing',
      detail: `${hostname} ${found}: check LECTERN_SMTP_URL and the firewall.`,
    };
  } finally {
    mailer.close();
  }
}

const FOUND: Partial<Record<MailProblem, string>> = {
  'login-refused': 'refuses the user or the password',
  'tls-failed': 'offers no TLS that can be trusted',
  'timed-out': 'does not answer in time',
};
