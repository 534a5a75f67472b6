import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Examination } from '../model/examination.ts';

/** Less than this and SQLite, or a backup beside it, may soon not fit. */
const LEAST_FREE_BYTES = 1024 ** 3;
const MAIL_TIMEOUT_MS = 8_000;

export async function examineDisk(dataDir: string): Promise<Examination> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free in ${dataDir}`;
  return { subject: 'disk', outcome: free < LEAST_FREE_BYTES ? 'failing' : 'ok', detail };
}

/** Opens the mail server's door and waits for its greeting (RFC 5321 §3.1); sends nothing. */
export async function examineMail(smtpUrl: string | undefined): Promise<Examination> {
  if (smtpUrl === undefined)
    return { subject: 'mail', outcome: 'skipped', detail: 'LECTERN_SMTP_URL is not set' };
  const { protocol, hostname, port } = new URL(smtpUrl);
  const isTls = protocol === 'smtps:';
  const where = { host: hostname, port: Number(port || (isTls ? 465 : 587)) };
  const greeted = await new Promise<boolean>((resolve) => {
    const socket = isTls ? connectTls({ ...where, servername: hostname }) : connect(where);
    const end = (isGreeted: boolean) => {
      socket.destroy();
      resolve(isGreeted);
    };
    socket.setTimeout(MAIL_TIMEOUT_MS, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', (greeting) => end(greeting.toString('latin1').startsWith('220')));
  });
  return greeted
    ? { subject: 'mail', outcome: 'ok', detail: `${hostname} greets` }
    : {
        subject: 'mail',
        outcome: 'failing',
        detail: `${hostname} does not greet like a mail server: check LECTERN_SMTP_URL and the firewall.`,
      };
}
