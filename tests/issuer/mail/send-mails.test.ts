import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineSender } from '../../../src/issuer/mail/examine-sender.ts';
import { type SendReport, sendMails } from '../../../src/issuer/mail/send-mails.ts';
import { openMailer } from '../../../src/network/open-mailer.ts';
import { builtChild } from '../../support/built-child.ts';
import { ENGINES, type EngineName, openTestInstanceOn } from '../../support/engines.ts';
import { type MailSink, type MailSinkOptions, openMailSink } from '../../support/mail-sink.ts';
import { expectChain } from '../../support/store-contract-audit.ts';
import type { TestInstance } from '../../support/test-instance.ts';
import { ADDRESS, addMailTo, expectState } from './mail-fixtures.ts';
import type { SendOrder } from './send-child.ts';

const script = await builtChild('issuer/mail/send-child.ts');

async function openInstance(engine: EngineName = 'SQLite'): Promise<TestInstance> {
  const instance = await openTestInstanceOn(engine);
  onTestFinished(() => instance.close());
  return instance;
}

async function openSink(options: MailSinkOptions = {}): Promise<MailSink> {
  const sink = await openMailSink(options);
  onTestFinished(() => sink.close());
  return sink;
}

async function send(
  { issuing }: TestInstance,
  smtpUrl: string,
  { from = null, ending }: { from?: string | null; ending?: AbortSignal } = {},
): Promise<SendReport> {
  const mailer = openMailer(smtpUrl);
  try {
    return await sendMails(
      issuing,
      { mailer, from },
      { actor: 'test', ...(ending === undefined ? {} : { ending }) },
    );
  } finally {
    mailer.close();
  }
}

const later = (instance: TestInstance, minutes: number) => {
  instance.clock.now = new Date(instance.clock.now.getTime() + minutes * 60_000);
};

const NONE: SendReport = { sent: 0, failed: 0, postponed: 0, stoppedBy: null };

describe('sending', () => {
  it('brings a mail to its holder, once, and records it without the address', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    const id = await addMailTo(instance);
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1 });
    expect(await send(instance, sink.url)).toEqual(NONE);
    await expectState(instance, id, 'sent');
    expect(sink.received).toHaveLength(1);
    const [mail] = sink.received;
    expect(mail).toMatchObject({ from: 'office@county.example', to: [ADDRESS] });
    expect(mail?.headers.get('message-id')).toBe(`<${id}@badges.county.example>`);
    expect(mail?.headers.get('from')).toBe('Test County Office of Education <office@county.example>');
    expect(mail?.headers.has('reply-to')).toBe(false);
    expect(mail?.headers.get('subject')).toMatch(/^Your new credential \/ Su nueva credencial: /);
    expect(mail?.text).toMatch(/Hello Ana Núñez,[\s\S]*https:\/\/badges\.county\.example\/c\/[\w-]{14,}/);
    const log = await instance.issuing.store.listAudit({ limit: 1_000 });
    expectChain(log);
    expect(log.at(-1)).toMatchObject({ actor: 'test', action: 'mail-sent', subject: id });
  });

  it('is from the address that is set for all, and answers go to the issuer', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    await addMailTo(instance);
    await send(instance, sink.url, { from: 'no-reply@badges.county.example' });
    expect(sink.received[0]?.from).toBe('no-reply@badges.county.example');
    expect(sink.received[0]?.headers.get('reply-to')).toBe('office@county.example');
  });

  it('ends with the mail at hand when it is to end', async () => {
    const ending = new AbortController();
    const [instance, sink] = [await openInstance(), await openSink({ taken: () => ending.abort() })];
    await addMailTo(instance);
    await addMailTo(instance, { name: 'José Ibáñez', email: 'jose@teachers.example' });
    expect(await send(instance, sink.url, { ending: ending.signal })).toEqual({ ...NONE, sent: 1 });
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1 });
    expect(sink.received).toHaveLength(2);
  });

  it('does not send what was cancelled', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    const { store, now } = instance.issuing;
    const id = await addMailTo(instance);
    await store.cancelMail(id, { at: now(), actor: 'test', action: 'mail-cancelled', subject: id });
    expect(await send(instance, sink.url)).toEqual(NONE);
    expect(sink.received).toEqual([]);
  });
});

describe('a mail that is refused', () => {
  it('for good has failed, and the others go on', async () => {
    const instance = await openInstance();
    const sink = await openSink({
      refuse: (address) => (address === ADDRESS ? `550 5.1.1 no ${address} here` : undefined),
    });
    const refused = await addMailTo(instance);
    const other = await addMailTo(instance, { name: 'José Ibáñez', email: 'jose@teachers.example' });
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1, failed: 1 });
    await expectState(instance, refused, 'failed', 'address-refused');
    await expectState(instance, other, 'sent');
    later(instance, 10_000);
    expect(await send(instance, sink.url)).toEqual(NONE);
  });

  it('for now is tried again, more and more seldom, and has failed after two days', async () => {
    let isBusy = true;
    const instance = await openInstance();
    const sink = await openSink({ refuse: () => (isBusy ? '451 4.7.1 come again' : undefined) });
    const id = await addMailTo(instance);
    expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1 });
    expect(await send(instance, sink.url)).toEqual(NONE);
    later(instance, 1);
    expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1 });
    later(instance, 1);
    expect(await send(instance, sink.url)).toEqual(NONE);
    const begun = instance.clock.now.getTime();
    let report = NONE;
    while (report.failed === 0) {
      later(instance, 8 * 60);
      report = await send(instance, sink.url);
      expect(report.failed + report.postponed).toBe(1);
    }
    expect(instance.clock.now.getTime() - begun).toBeLessThan(5 * 24 * 3_600_000);
    await expectState(instance, id, 'failed', 'busy');
    const { store, now } = instance.issuing;
    await store.retryMail(id, now(), { at: now(), actor: 'test', action: 'mail-retried', subject: id });
    isBusy = false;
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1 });
  });

  it.each<[string, MailSinkOptions, string]>([
    ['the sender', { refuseSender: () => '550 5.7.1 not yours' }, 'sender-refused'],
    ['the certificate', { server: {} }, 'tls-failed'],
  ])('because of %s waits, and so do the others', async (_, options, problem) => {
    const [instance, sink] = [await openInstance(), await openSink(options)];
    const first = await addMailTo(instance);
    const second = await addMailTo(instance, { name: 'José Ibáñez', email: 'jose@teachers.example' });
    expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1, stoppedBy: problem });
    await expectState(instance, first, 'waiting', problem);
    await expectState(instance, second, 'waiting');
  });
});

it('a server that is away and comes back gets everything', async () => {
  const instance = await openInstance();
  const sink = await openMailSink();
  await sink.close();
  await addMailTo(instance);
  await addMailTo(instance, { name: 'José Ibáñez', email: 'jose@teachers.example' });
  expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1, stoppedBy: 'unreachable' });
  const again = await openSink({ port: sink.port });
  later(instance, 1);
  expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 2 });
  expect(again.received.map(({ to }) => to[0]).sort()).toEqual([ADDRESS, 'jose@teachers.example']);
});

describe('without', () => {
  it('an address a mail has failed', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    const id = await addMailTo(instance, { name: 'Nobody', externalId: 'T-1' });
    expect(await send(instance, sink.url)).toEqual({ ...NONE, failed: 1 });
    await expectState(instance, id, 'failed', 'no-address');
  });

  it('a sender it waits for one', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    const { store, now } = instance.issuing;
    const issuer = await store.findIssuer('');
    if (issuer === null) throw new Error('there is an issuer');
    const audit = { at: now(), actor: 'test', action: 'issuer-saved', subject: '' };
    await store.saveIssuer({ ...issuer, email: null }, audit);
    const id = await addMailTo(instance);
    expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1 });
    await expectState(instance, id, 'waiting', 'no-sender');
    expect(await examineSender(store, null)).toMatchObject({ outcome: 'failing' });
    expect(await examineSender(store, 'all@county.example')).toMatchObject({ outcome: 'ok' });
    later(instance, 1);
    expect(await send(instance, sink.url, { from: 'all@county.example' })).toEqual({ ...NONE, sent: 1 });
  });

  it('words for it, it waits for a version that has them', async () => {
    const [instance, sink] = [await openInstance(), await openSink()];
    const { store, now } = instance.issuing;
    await addMailTo(instance);
    await send(instance, sink.url);
    const [known] = await store.listMails({ limit: 1 });
    if (!known) throw new Error('there is a mail');
    const audit = { at: now(), actor: 'test', action: 'mail-added', subject: 'x' };
    const [id = ''] = await store.addMails(
      [{ ...known, key: 'x', kind: 'of-the-future', notBefore: now() }],
      audit,
    );
    expect(await send(instance, sink.url)).toEqual({ ...NONE, postponed: 1 });
    await expectState(instance, id, 'waiting', 'not-understood');
  });
});

describe.each(ENGINES)('processes on %s', (engine) => {
  const orderOf = ({ databaseUrl, keyDir, clock }: TestInstance, smtpUrl: string): SendOrder => ({
    databaseUrl,
    keyDir,
    now: clock.now.toISOString(),
    smtpUrl,
  });
  const run = (order: SendOrder) => promisify(execFile)(process.execPath, [script, JSON.stringify(order)]);

  it('that send at once send each mail once', { timeout: 120_000 }, async () => {
    const instance = await openInstance(engine);
    const sink = await openSink();
    for (let i = 0; i < 12; i++)
      await addMailTo(instance, { name: `T ${i}`, email: `t${i}@teachers.example` });
    const ended = await Promise.all([1, 2].map(() => run(orderOf(instance, sink.url))));
    const reports = ended.map(({ stdout }): SendReport => JSON.parse(stdout));
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(12);
    expect(sink.received).toHaveLength(12);
    expect(new Set(sink.received.map(({ headers }) => headers.get('message-id'))).size).toBe(12);
    const log = await instance.issuing.store.listAudit({ limit: 1_000 });
    expect(log.filter(({ action }) => action === 'mail-sent')).toHaveLength(12);
    expectChain(log);
  });

  it('that are killed after the server took a mail send that one again, as the same', async () => {
    const instance = await openInstance(engine);
    const sink = await openSink();
    const id = await addMailTo(instance);
    const other = await addMailTo(instance, { name: 'José Ibáñez', email: 'jose@teachers.example' });
    const order = { ...orderOf(instance, sink.url), dies: true };
    await expect(run(order)).rejects.toMatchObject({ signal: 'SIGKILL' });
    await expectState(instance, id, 'waiting');
    // Its lease holds for a while: nobody knows that it is dead.
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1 });
    later(instance, 10);
    expect(await send(instance, sink.url)).toEqual({ ...NONE, sent: 1 });
    await expectState(instance, id, 'sent');
    const ids = sink.received.map(({ headers }) => headers.get('message-id'));
    const [first, second] = [id, other].map((one) => `<${one}@badges.county.example>`);
    expect(ids).toEqual([first, second, first]);
  });
});

it('nothing that is kept of a mail has an address', async () => {
  const instance = await openInstance();
  const sink = await openSink({ refuse: (address) => `550 5.1.1 ${address} is unknown` });
  await addMailTo(instance);
  await send(instance, sink.url);
  const database = new Database(instance.databaseUrl.slice('sqlite:'.length), { readonly: true });
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  const holding: unknown[] = [];
  for (const table of tables) {
    const rows = JSON.stringify(database.prepare(`select * from ${table}`).all());
    if (/ana\.nunez|teachers\.example|is unknown/i.test(rows)) holding.push(table);
  }
  database.close();
  // Who the holder is, and the award as it was asked for; as before any mail.
  expect(holding.sort()).toEqual(['holders', 'issuances']);
  expect(tables).toEqual(expect.arrayContaining(['mails', 'audit_events']));
});
