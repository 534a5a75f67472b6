import { createTransport, type NodemailerError, type SMTPPoolOptions } from 'nodemailer';
import { z } from 'zod';
import { type Mailer, MailFailure, type MailProblem } from '../model/mailer.ts';

const CONNECT_TIMEOUT_MS = 15_000;
const SILENCE_TIMEOUT_MS = 60_000;
/** However slowly a server answers, a mail is given up after this; the lease of who sends it is longer. */
const SEND_TIMEOUT_MS = 5 * 60_000;
const MAILS_PER_SECOND = 5;

const Address = z.email();

export interface OpenMailer extends Mailer {
  /** Connects and logs in; sends nothing. Rejects with `MailFailure`. */
  greet(): Promise<void>;
  /** Breaks off what is under way, which then rejects with `MailFailure`. */
  close(): void;
}

/**
 * Mail over SMTP. `smtps:` is TLS from the start; with `smtp:` STARTTLS is used where it is offered, and insisted on before
 * a password is sent to another machine. Certificates are checked; `certificates` (PEM) are trusted instead of the usual ones.
 */
export function openMailer(smtpUrl: string, options: { certificates?: string } = {}): OpenMailer {
  const transport = createTransport({ ...readServer(smtpUrl, options.certificates), pool: true });
  // Without a listener, a connection that breaks while nobody waits for it would end the process.
  transport.on('error', () => {});
  return {
    async send({ messageId, from, replyTo, to, subject, text }) {
      // Anything else would be read as a list: `a@b.example, c@d.example`, `name <a@b.example>`.
      if (!Address.safeParse(to).success) throw new MailFailure('address-refused');
      await transport
        .sendMail({
          messageId: `<${messageId}>`,
          from,
          to: { name: '', address: to },
          envelope: { from: from.address, to: [to] },
          ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
        })
        .catch(fail);
    },
    async greet() {
      await transport.verify().catch(fail);
    },
    close: () => transport.close({ force: true }),
  };
}

function readServer(smtpUrl: string, certificates: string | undefined): SMTPPoolOptions {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  return {
    host,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && username !== '' && !isHere,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...(certificates === undefined ? {} : { tls: { ca: certificates } }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    maxConnections: 1,
    rateLimit: MAILS_PER_SECOND,
    rateDelta: 1_000,
    // Whoever sends tries again; a second try here would not be counted.
    maxRequeues: 0,
  };
}

/** Only the code goes on: the error repeats the address and what the server said of it. */
function fail(error: NodemailerError): never {
  throw new MailFailure(nameProblem(error));
}

function nameProblem({
  code,
  originalCode = '',
  command,
  permanent,
  responseCode,
}: NodemailerError): MailProblem {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'login-refused';
  if (code === 'ETLS' || /CERT|TLS|SSL/.test(originalCode)) return 'tls-failed';
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'timed-out';
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'unreachable';
  // Refused by the library before it was sent, or by the server for good.
  const isFinal = responseCode === undefined || permanent === true;
  if (!isFinal) return 'busy';
  if (code === 'EMESSAGE' || command === 'DATA') return 'mail-refused';
  return command === 'MAIL FROM' ? 'sender-refused' : 'address-refused';
}
