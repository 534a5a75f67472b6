import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { findFreePort, type RunningCli, runCli, startServe } from '../support/run-cli.ts';

/** One instance from its first start on, in the order in which an auditor comes to it. */
let dir: string;
let dataDir: string;
let port: number;
let serving: RunningCli | undefined;
let did: string;
const path = (name: string) => join(dir, name);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-audit-'));
  dataDir = join(dir, 'data');
  port = await findFreePort();
  did = `did:web:localhost%3A${port}`;
});
afterAll(async () => {
  await serving?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

const lectern = (...args: string[]) => runCli(args, { dataDir, env: { PORT: `${port}` } });
/** Where there is no instance, and no database. */
const elsewhere = (...args: string[]) => runCli(args, { dataDir: path('nowhere') });
const printed = async (...args: string[]): Promise<JsonObject> => {
  const { code, stdout, stderr } = await lectern(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('the log of a new instance', () => {
  it('is whole, and nothing is signed yet', async () => {
    const init = ['init', '--name', 'Test County', '--site', 'https://a.example', '--program', 'sonoma-like'];
    expect((await lectern(...init)).code).toBe(0);
    const { code, stdout } = await lectern('audit', 'verify');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ events, 0 checkpoints\.\nWhole: /);
    expect(stdout).toContain('No checkpoint agrees');
  });

  it('gets its first checkpoint by hand, which is the last one until something happens', async () => {
    const made = await printed('audit', 'checkpoint');
    expect(made).toMatchObject({
      number: 1,
      isNew: true,
      body: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(await printed('audit', 'checkpoint')).toEqual({ ...made, isNew: false });
    const { stdout, stderr } = await lectern('audit', 'checkpoint');
    expect(stdout).toBe(`${made['body']}\n`);
    expect(stderr).toContain('covers everything already');
    await writeFile(path('kept.jws'), stdout);
    await writeFile(path('kept.json'), JSON.stringify(made));
  });
});

describe('lectern audit show', () => {
  it('tells in plain words what was done', async () => {
    await lectern('init', '--name', 'Test County', '--site', 'https://b.example', '--two-people');
    const { stdout } = await lectern('audit', 'show', did);
    const [founded, updated, ...rest] = stdout.trimEnd().split('\n');
    expect(founded).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}Issuer founded {2}by cli:\S+ {2}/);
    expect(updated).toMatch(
      /Issuer updated {2}by cli:\S+ {2}url: https:\/\/a\.example → https:\/\/b\.example {2}needsApproval: false → true$/,
    );
    expect(rest).toEqual([]);
    const events = (await printed('audit', 'show', did)) as unknown as JsonObject[];
    expect(events.map(({ action }) => action)).toEqual(['issuer-founded', 'issuer-updated']);
    expect(await lectern('audit', 'show', 'nothing')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('nothing about this'),
    });
  });

  it('finds what a batch did to a credential, and a batch by its file', async () => {
    await lectern('init', '--name', 'Test County', '--site', 'https://b.example', '--no-two-people');
    await writeFile(
      path('roster.csv'),
      'Name,Email,Credential,Level,Assessors,Evidence,Awarded\nAna Núñez,ana@example.org,tlms-1,proficient,2,https://a.example/e,2026-05-15\n',
    );
    const results = path('results.csv');
    const run = await lectern(
      'batch',
      'run',
      path('roster.csv'),
      '--program',
      'sonoma-like',
      '--yes',
      '--results',
      results,
    );
    expect([run.code, run.stderr]).toEqual([0, expect.anything()]);
    const [credential] = (await readFile(results, 'utf8')).match(/urn:uuid:[0-9a-f-]+/) ?? [];
    const { stdout } = await lectern('audit', 'show', credential ?? '');
    expect(stdout).toMatch(/Issuances reserved .*\n.*Batch credentials issued .*\n$/);
    const ofBatch = await lectern('audit', 'show', path('roster.csv'));
    expect(ofBatch.stdout).toMatch(/Batch opened[\s\S]*state: draft → checked[\s\S]*Batch done/);
    for (const text of [stdout, ofBatch.stdout]) expect(text).not.toMatch(/Ana|ana@/);
  });
});

describe('a service', () => {
  it('makes a checkpoint when it starts and when it ends', async () => {
    const { number: before } = await printed('audit', 'checkpoint');
    await lectern('tokens', 'create', '--name', 'one', '--scope', 'manage');
    serving = await startServe(port, { dataDir });
    await lectern('tokens', 'create', '--name', 'two', '--scope', 'manage');
    expect((await serving.kill('SIGTERM')).code).toBe(0);
    serving = undefined;
    const last = await printed('audit', 'checkpoint');
    expect(last).toMatchObject({ isNew: false });
    expect(Number(last['number'])).toBeGreaterThanOrEqual(Number(before) + 1);
    expect(await printed('audit', 'verify')).toMatchObject({
      isWhole: true,
      signatures: 'checked',
      lastCheckpoint: { number: last['number'], seq: last['seq'] },
      last: { seq: last['seq'] },
    });
  });
});

describe('an export', () => {
  it('is verified where there is no instance, with the DID document', async () => {
    serving = await startServe(port, { dataDir });
    const didDocument = await (await fetch(`http://localhost:${port}/.well-known/did.json`)).text();
    await writeFile(path('did.json'), didDocument);
    await serving.kill('SIGTERM');
    serving = undefined;
    expect(await printed('audit', 'export', '--output', path('log.ndjson'))).toMatchObject({
      format: 'ndjson',
    });
    expect((await stat(path('log.ndjson'))).mode & 0o777).toBe(0o600);
    expect((await lectern('audit', 'export', '--output', path('log.ndjson'))).code).toBe(64);
    const whole = await elsewhere(
      ...['audit', 'verify', '--file', path('log.ndjson'), '--did-document', path('did.json')],
      ...['--checkpoint', path('kept.jws'), '--checkpoint', path('kept.json')],
    );
    expect([whole.code, whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toMatch(
      /Whole: [\s\S]*\nSigned up to event \d+ \(checkpoint \d+, .*\); 0 events since\.\n$/,
    );
    const unsigned = await elsewhere('audit', 'verify', '--file', path('log.ndjson'));
    expect([unsigned.code, unsigned.stdout]).toEqual([
      0,
      expect.stringContaining('Signatures were not checked'),
    ]);
    await expect(stat(path('nowhere'))).rejects.toThrow();
  });

  it('that was changed is found out', async () => {
    const text = await readFile(path('log.ndjson'), 'utf8');
    await writeFile(path('changed.ndjson'), text.replace('"actor":"cli:', '"actor":"clo:'));
    const { code, stdout } = await elsewhere('audit', 'verify', '--file', path('changed.ndjson'));
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/Not whole: 1 finding\.\n {2}Event 1 does not have/),
    ]);
  });

  it('of a part is no proof of anything, but readable', async () => {
    const { stdout } = await lectern('audit', 'export', '--action', 'token-created');
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    await writeFile(path('part.ndjson'), stdout);
    expect((await elsewhere('audit', 'verify', '--file', path('part.ndjson'))).code).toBe(64);
    const csv = await lectern('audit', 'export', '--format', 'csv', '--subject', 'one');
    expect(csv.stdout).toMatch(/^\ufeffseq,at,actor,.*\r\n\d+,.*token-created,one,.*\r\n$/);
    const none = await lectern('audit', 'export', '--format', 'csv', '--until', '2020-01-01');
    expect(none.stdout).toMatch(/^[^\n]*\n$/);
  });
});

describe('a database that somebody wrote to', () => {
  it('is found out, and the event named', async () => {
    const database = new Database(join(dataDir, 'lectern.sqlite'));
    expect(() => database.exec('delete from audit_events where seq = 2')).toThrow('append-only');
    database.exec('drop trigger audit_events_no_delete; delete from audit_events where seq = 2');
    database.close();
    const { code, stdout } = await lectern('audit', 'verify');
    expect([code, stdout]).toEqual([1, expect.stringContaining('Event 2 is missing.')]);
    const report = await lectern('audit', 'verify', '--json');
    expect(JSON.parse(report.stdout)).toMatchObject({
      isWhole: false,
      findings: [{ code: 'event-missing', severity: 'error', seq: 2 }],
    });
  });
});
