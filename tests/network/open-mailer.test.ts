import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { MailFailure, type OutgoingMail } from '../../src/model/mailer.ts';
import { examineMail } from '../../src/network/examine-surroundings.ts';
import { openMailer } from '../../src/network/open-mailer.ts';
import { CERTIFICATE } from '../support/mail-certificate.ts';
import { type MailSink, type MailSinkOptions, openMailSink } from '../support/mail-sink.ts';

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function sinkWith(options: MailSinkOptions = {}): Promise<MailSink> {
  const sink = await openMailSink(options);
  open.push(() => sink.close());
  return sink;
}

function mailerFor(url: string, certificates?: string) {
  const mailer = openMailer(url, certificates === undefined ? {} : { certificates });
  open.push(() => mailer.close());
  return mailer;
}

const mailOf = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: 'm-1@badges.county.example',
  from: { name: 'Test County', address: 'office@county.example' },
  to: 'ana@teachers.example',
  subject: 'Withdrawn / Retirada',
  text: 'Good day, Ana Núñez.\n\n— Test County\n',
  ...change,
});

/** The code, after making sure that the failure says nothing else. */
async function problemOf(sending: Promise<void>): Promise<string> {
  const failure = await sending.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof MailFailure)) throw new Error('it should have failed', { cause: failure });
  expect(`${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`).not.toMatch(
    /ana@|county\.example|secret words/,
  );
  return failure.problem;
}

describe('a mail', () => {
  it('arrives as it was written, to one address, and says that nobody wrote it', async () => {
    const sink = await sinkWith();
    await mailerFor(sink.url).send(mailOf({ replyTo: 'help@county.example' }));
    expect(sink.received).toHaveLength(1);
    const [{ from, to, headers, text } = sink.received[0] as never] = sink.received;
    expect([from, to]).toEqual(['office@county.example', ['ana@teachers.example']]);
    expect(text.trim()).toBe(mailOf().text.trim());
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Test County <office@county.example>',
      to: 'ana@teachers.example',
      'reply-to': 'help@county.example',
      subject: 'Withdrawn / Retirada',
      'message-id': '<m-1@badges.county.example>',
      'auto-submitted': 'auto-generated',
    });
  });

  it.each([
    'ana@teachers.example, eve@evil.example',
    'ana@teachers.example\r\nBcc: eve@evil.example',
    'Ana <eve@evil.example>',
    '<eve@evil.example>',
    'group: eve@evil.example;',
    '',
    'nobody',
  ])('to %j reaches nobody', async (to) => {
    const sink = await sinkWith();
    expect(await problemOf(mailerFor(sink.url).send(mailOf({ to })))).toBe('address-refused');
    expect(sink.received).toEqual([]);
  });

  it('has the headers that we gave it, whatever stands in a name or a subject', {
    timeout: 60_000,
  }, async () => {
    const sink = await sinkWith();
    const mailer = mailerFor(sink.url);
    const hostile = fc.oneof(
      fc.constantFrom(
        'x\r\nBcc: eve@evil.example',
        'x\nX-Evil: 1\n\nbody',
        '\u202egnp.exe <eve@evil.example>',
        'عائشة محمد',
        '"Ana" <eve@evil.example>, other',
        '=?UTF-8?Q?x=0D=0AX-Evil:_1?=',
        'é'.repeat(300),
        '\u0000\u0085\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        sink.received.length = 0;
        await mailer.send(
          mailOf({ from: { name, address: 'office@county.example' }, subject: `A ${subject}` }),
        );
        const [mail] = sink.received;
        expect(mail?.to).toEqual(['ana@teachers.example']);
        expect([...(mail?.headers.keys() ?? [])].sort()).toEqual(HEADERS);
        expect(mail?.headers.get('from')).toMatch(/office@county\.example>?$/);
        expect(mail?.text.trim()).toBe(mailOf().text.trim());
      }),
      { numRuns: 8 },
    );
  });
});

const HEADERS = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

describe('a server', () => {
  it.each<[string, MailSinkOptions, string]>([
    [
      'that knows no such person',
      { refuse: () => '550 ana@teachers.example: secret words' },
      'address-refused',
    ],
    ['that wants us to come again', { refuse: () => '450 ana@teachers.example: secret words' }, 'busy'],
    [
      'that does not send for us',
      { refuseSender: () => '553 office@county.example is not you' },
      'sender-refused',
    ],
    [
      'that does not like the mail',
      { refuseMail: () => '554 spam for ana@teachers.example' },
      'mail-refused',
    ],
    ['that is full', { refuseMail: () => '452 no room for ana@teachers.example' }, 'busy'],
  ])('%s', async (_, options, problem) => {
    const sink = await sinkWith(options);
    expect(await problemOf(mailerFor(sink.url).send(mailOf()))).toBe(problem);
    expect(sink.received).toEqual([]);
  });

  it('that is not there, or is no mail server, and is there again later', async () => {
    const sink = await openMailSink();
    const mailer = mailerFor(sink.url);
    await sink.close();
    expect(await problemOf(mailer.send(mailOf()))).toBe('unreachable');
    const again = await sinkWith({ port: sink.port });
    await mailer.send(mailOf());
    expect(again.received).toHaveLength(1);
    const web = createServer((socket) =>
      socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void web.close());
    const { port } = web.address() as { port: number };
    expect(await problemOf(mailerFor(`smtp://127.0.0.1:${port}`).send(mailOf()))).toBe('unreachable');
  });

  it('that breaks off after it has the mail is not given it again here', async () => {
    let taken = 0;
    const server = createServer((socket) => {
      socket.on('error', () => {}).write('220 mail.example\r\n');
      let isData = false;
      socket.on('data', (chunk) => {
        if (isData) {
          taken++;
          return socket.end();
        }
        isData = chunk.toString().startsWith('DATA');
        return socket.write(isData ? '354 go on\r\n' : '250 fine\r\n');
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    expect(await problemOf(mailerFor(`smtp://127.0.0.1:${port}`).send(mailOf()))).toBe('unreachable');
    expect(taken).toBe(1);
  });
});

it('closing breaks off a mail that a server is slow to take', async () => {
  const sink: MailSink = await sinkWith({
    taken() {
      mailer.close();
      return new Promise(() => {});
    },
  });
  const mailer = mailerFor(sink.url);
  expect(await problemOf(mailer.send(mailOf()))).toBe('unreachable');
});

describe('TLS', () => {
  const login: MailSinkOptions['server'] = {
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      done(null, password === 'p@ss/word' ? { user: username } : {}),
  };
  const withUser = (url: string, password: string, host = '127.0.0.1') =>
    url.replace('127.0.0.1', `lectern:${encodeURIComponent(password)}@${host}`);

  it('is used where it is offered', async () => {
    const sink = await sinkWith({ server: {} });
    await mailerFor(sink.url, CERTIFICATE).send(mailOf());
    expect(sink.received).toMatchObject([{ isSecure: true }]);
  });

  it('is not done with a certificate that nobody vouches for', async () => {
    const starttls = await sinkWith({ server: {} });
    expect(await problemOf(mailerFor(starttls.url).send(mailOf()))).toBe('tls-failed');
    const smtps = await sinkWith({ secure: true });
    expect(await problemOf(mailerFor(smtps.url).send(mailOf()))).toBe('tls-failed');
    expect([...starttls.received, ...smtps.received]).toEqual([]);
  });

  it('from the start, with a login', async () => {
    const sink = await sinkWith({ secure: true, server: login });
    await mailerFor(withUser(sink.url, 'p@ss/word'), CERTIFICATE).send(mailOf());
    expect(sink.received).toMatchObject([{ isSecure: true, user: 'lectern' }]);
    const wrong = mailerFor(withUser(sink.url, 'wrong'), CERTIFICATE);
    expect(await problemOf(wrong.send(mailOf()))).toBe('login-refused');
  });

  it('is insisted on before a password goes to another machine', async () => {
    const asked: string[] = [];
    const sink = await sinkWith({
      server: {
        ...login,
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: ({ username }, _session, done) => {
          asked.push(username ?? '');
          done(null, { user: username });
        },
      },
    });
    // Another name of this machine, so not one that we know to be it.
    const other = mailerFor(withUser(sink.url, 'p@ss/word', '0.0.0.0'));
    expect(await problemOf(other.send(mailOf()))).toBe('tls-failed');
    expect([asked, sink.received]).toEqual([[], []]);
    await mailerFor(withUser(sink.url, 'p@ss/word')).send(mailOf());
    expect(asked).toEqual(['lectern']);
  });
});

describe('what lectern doctor finds', () => {
  it('is well when the server greets and the login is right, and nothing is sent', async () => {
    const sink = await sinkWith();
    expect(await examineMail(sink.url)).toMatchObject({ subject: 'mail', outcome: 'ok' });
    expect(sink.received).toEqual([]);
  });

  it('says what is wrong without the password', async () => {
    const sink = await sinkWith({ server: {} });
    const url = sink.url.replace('//', '//lectern:hidden@');
    const found = await examineMail(url);
    expect(found).toMatchObject({ outcome: 'failing', detail: expect.stringContaining('TLS') });
    await sink.close();
    const gone = await examineMail(url);
    expect(gone).toMatchObject({ outcome: 'failing', detail: expect.stringContaining('does not answer') });
    expect(JSON.stringify([found, gone])).not.toContain('hidden');
    expect(await examineMail(undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
