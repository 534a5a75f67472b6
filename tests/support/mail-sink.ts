import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { CERTIFICATE, CERTIFICATE_KEY } from './mail-certificate.ts';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** By lower-case name, decoded. */
  headers: Map<string, string>;
  text: string;
  raw: string;
  isSecure: boolean;
  user: string | undefined;
}

export interface MailSink {
  url: string;
  port: number;
  received: ReceivedMail[];
  close(): Promise<void>;
}

export interface MailSinkOptions {
  port?: number;
  /** TLS from the start. */
  secure?: boolean;
  /** Answers an address with this, if it gives something: `550 no such person`. */
  refuse?: (address: string) => string | undefined;
  /** Answers the sender likewise. */
  refuseSender?: (address: string) => string | undefined;
  /** Answers the mail itself likewise. */
  refuseMail?: (mail: ReceivedMail) => string | undefined;
  /** Before a mail that was taken is answered. */
  taken?: (mail: ReceivedMail) => void | Promise<void>;
  server?: SMTPServerOptions;
}

/** A real SMTP server on this machine that keeps what it is given. Without `server` it offers no TLS and asks for no login. */
export async function openMailSink(options: MailSinkOptions = {}): Promise<MailSink> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    // Whoever keeps a connection open is not waited for.
    closeTimeout: 100,
    disabledCommands: options.server === undefined && !options.secure ? ['STARTTLS', 'AUTH'] : [],
    key: CERTIFICATE_KEY,
    cert: CERTIFICATE,
    secure: options.secure ?? false,
    onMailFrom: ({ address }, _session, done) => done(refusal(options.refuseSender?.(address))),
    onRcptTo: ({ address }, _session, done) => done(refusal(options.refuse?.(address))),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString('latin1');
        const mail: ReceivedMail = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...readMessage(raw),
          raw,
          isSecure: session.secure,
          user: session.user,
        };
        const refused = refusal(options.refuseMail?.(mail));
        if (refused) return done(refused);
        received.push(mail);
        await options.taken?.(mail);
        done(null);
      });
    },
    ...options.server,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    port,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function refusal(answer: string | undefined): (Error & { responseCode: number }) | null {
  if (answer === undefined) return null;
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}

function readMessage(raw: string): { headers: Map<string, string>; text: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), decodeWords(value.join(':').trim())];
    }),
  );
  return { headers, text: decodeBody(raw.slice(end + 4), headers.get('content-transfer-encoding') ?? '') };
}

/** RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      Buffer.from(
        how.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : unquote(text.replaceAll('_', ' ')),
      ).toString('latin1'),
    )
    .replaceAll(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}

function decodeBody(body: string, encoding: string): string {
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? unquote(body.replaceAll('=\r\n', ''))
        : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}

function unquote(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
