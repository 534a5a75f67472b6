import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { didWebOf } from '../../src/proof/did-url.ts';
import { startLocalServer } from '../network/local-server.ts';
import { partAward } from '../support/awards.ts';
import { bakedPng, pdfWith, zipOf } from '../support/containers.ts';
import { runCli } from '../support/run-cli.ts';
import { openTestInstance, PUBLIC_URL } from '../support/test-instance.ts';

let dir: string;
/** What the world serves of the issuer, kept: nothing here needs a network. */
let archive: string;
let credential: JsonObject;
/** Names the issuer. */
let policy: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-verify-'));
  archive = join(dir, 'archive');
  await mkdir(archive);
  const { issuing, clock, close } = await openTestInstance();
  clock.now = new Date();
  const award = partAward('tlms-1', { validUntil: '2096-05-15' });
  credential = JSON.parse((await issueCredential(issuing, award, { actor: 'test' })).credential.body);
  const index: Record<string, string> = {};
  for (const path of ['.well-known/did.json', 'status/1']) {
    const url = `${PUBLIC_URL}/${path}`;
    index[url] = path.replaceAll('/', '-');
    await writeFile(join(archive, index[url]), JSON.stringify((await issuing.fetchDocument(url)).document));
  }
  await writeFile(join(archive, 'index.json'), JSON.stringify(index));
  await orderStatusChange(issuing, {
    action: 'revoke',
    selection: { credentials: [String(credential['id'])] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });
  const withdrawn = (await issuing.fetchDocument(`${PUBLIC_URL}/status/1`)).document;
  await writeFile(join(archive, 'withdrawn'), JSON.stringify(withdrawn));
  policy = await write('trusting.json', {
    name: 'Test District',
    issuers: [{ id: didWebOf(PUBLIC_URL), name: 'Test County' }],
  });
  await close();
});
afterAll(() => rm(dir, { recursive: true }));

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const write = async (name: string, content: unknown) => {
  const path = join(dir, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('lectern verify', () => {
  const verify = async (content: unknown, args: string[] = ['--documents', archive]) => {
    const file = await write('given', content);
    const { code, stdout } = await runCli(['verify', file, '--json', '--policy', policy, ...args]);
    return [code, JSON.parse(stdout).verdict];
  };

  it('reads whatever contains credentials, and several at once', async () => {
    const json = JSON.stringify(credential);
    const verifyFile = async (name: string, bytes: Uint8Array) => {
      const file = join(dir, name);
      await writeFile(file, bytes);
      const args = ['verify', file, '--json', '--policy', policy, '--documents', archive];
      const { code, stdout } = await runCli(args);
      return [code, JSON.parse(stdout).verdict];
    };
    expect(await verifyFile('a.png', bakedPng(json))).toEqual([0, 'valid']);
    expect(await verifyFile('a.pdf', await pdfWith({ 'a.json': json }))).toEqual([0, 'valid']);
    const forged = JSON.stringify({ ...credential, name: 'Better' });
    const archived = zipOf({ name: 'a', content: json }, { name: 'b', content: bakedPng(forged) });
    expect(await verifyFile('a.zip', archived)).toEqual([1, 'not-genuine']);
    expect(await verifyFile('a.jpg', Uint8Array.of(0xff, 0xd8, 0xff))).toEqual([3, 'unreadable']);
  });

  it('is 0 for a valid one, from a file and from standard input, without a network', async () => {
    expect(await verify(credential)).toEqual([0, 'valid']);
    const stdin = await runCli(['verify', '-', '--documents', archive, '--policy', policy], {
      input: JSON.stringify(credential),
    });
    expect([stdin.code, stdin.stdout]).toEqual([0, expect.stringContaining('✓ proof')]);
  });

  it('is 2 for an issuer that nobody named, and reads whom to trust where it is kept', async () => {
    const ask = async (env: Record<string, string> = {}) => {
      const file = await write('given', credential);
      const { code, stdout } = await runCli(['verify', file, '--json', '--documents', archive], { env });
      return [code, JSON.parse(stdout).verdict];
    };
    expect(await ask()).toEqual([2, 'unknown-issuer']);
    expect(await ask({ LECTERN_POLICY: policy })).toEqual([0, 'valid']);
    await writeFile(join(dir, 'policy.json'), await readFile(policy));
    expect(await ask({ LECTERN_DATA_DIR: dir })).toEqual([0, 'valid']);
    await write('broken', { name: 'x', roots: [{ id: 'did:web:a.example' }] });
    const broken = await runCli(['verify', policy, '--policy', join(dir, 'broken')]);
    expect([broken.code, broken.stderr]).toEqual([64, expect.stringContaining('roots.0')]);
  });

  it.each<[string, number, string, () => unknown, string[]?]>([
    ['a changed word', 1, 'not-genuine', () => ({ ...credential, name: 'Changed' })],
    ['a time after its end', 1, 'expired', () => credential, ['--now', '2097-01-01T00:00:00Z']],
    [
      'a time before its beginning',
      1,
      'not-yet-valid',
      () => credential,
      ['--now', '2020-01-01T00:00:00Z', '--checks', 'validity'],
    ],
    ['text', 3, 'unreadable', () => 'This is not a credential.'],
    ['nothing', 3, 'unreadable', () => ''],
    ['JSON of something else', 3, 'unreadable', () => ({ hello: 'world' })],
  ])('for %s is %i: %s', async (_, code, verdict, content, args = []) => {
    expect(await verify(content(), ['--documents', archive, ...args])).toEqual([code, verdict]);
  });

  it('is 2 where it cannot tell: no list, no key, no answer', async () => {
    const files: Record<string, string> = JSON.parse(await readFile(join(archive, 'index.json'), 'utf8'));
    for (const [missing, verdict] of [
      ['status/1', 'status-unknown'],
      ['did.json', 'key-unknown'],
    ] as const) {
      const partial = Object.fromEntries(Object.entries(files).filter(([url]) => !url.endsWith(missing)));
      await writeFile(join(archive, 'index.json'), JSON.stringify(partial));
      expect(await verify(credential)).toEqual([2, verdict]);
    }
    await writeFile(join(archive, 'index.json'), JSON.stringify(files));
  });

  it.each([
    ['JSON, of which it tells the digest', () => `${JSON.stringify(credential, null, 2)}\n`, 'valid'],
    ['a JWT', () => `${encode({ alg: 'none' })}.${encode(credential)}.AAAA`, 'unsupported-proof'],
  ])('reads a link to %s', async (_, write, verdict) => {
    const body = write();
    const link = 'https://elsewhere.example/credential';
    const files: Record<string, string> = JSON.parse(await readFile(join(archive, 'index.json'), 'utf8'));
    await writeFile(join(archive, 'linked'), body);
    await writeFile(join(archive, 'index.json'), JSON.stringify({ ...files, [link]: 'linked' }));
    const archived = await runCli(['verify', link, '--json', '--documents', archive, '--policy', policy]);
    await writeFile(join(archive, 'index.json'), JSON.stringify(files));
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(JSON.parse(archived.stdout)).toMatchObject({ verdict, sha256 });
    await using server = await startLocalServer((_, response) => response.end(body));
    const fetched = await runCli(['verify', server.origin, '--json', '--checks', 'structure']);
    expect(JSON.parse(fetched.stdout)).toMatchObject({ sha256, credential: { id: credential['id'] } });
  });

  it('warns of another name, and cannot tell an e-mail that the credential does not carry', async () => {
    const person = ['--name', 'Somebody Else', '--email', 'ana@teachers.example'];
    const args = ['verify', await write('given', credential), '--json', '--documents', archive, ...person];
    const { checks } = JSON.parse((await runCli(args)).stdout);
    const { findings } = checks.find(({ check }: { check: string }) => check === 'person');
    expect(findings.map(({ code }: { code: string }) => code)).toEqual([
      'email-not-in-credential',
      'name-differs',
    ]);
  });

  it('makes the checks that are asked for, as of the time that is asked for', async () => {
    const file = await write('given', credential);
    const { stdout } = await runCli([
      'verify',
      file,
      '--json',
      '--checks',
      'proof,validity',
      '--now',
      '2096-01-01',
      '--documents',
      archive,
    ]);
    const { checks, checkedAt } = JSON.parse(stdout) as {
      checks: { check: string; outcome: string }[];
      checkedAt: string;
    };
    expect(checkedAt).toBe('2096-01-01T00:00:00.000Z');
    expect(checks.filter(({ outcome }) => outcome !== 'skipped').map(({ check }) => check)).toEqual([
      'structure',
      'proof',
      'validity',
    ]);
  });

  it('prints since when it is withdrawn, on hold or replaced, why, and where the corrected one is', async () => {
    const printed = async (path: string, notice: object, args: string[] = []) => {
      const files: Record<string, string> = JSON.parse(await readFile(join(archive, 'index.json'), 'utf8'));
      const key = createHash('sha256').update(String(credential['id'])).digest('hex');
      await writeFile(join(archive, 'notice'), JSON.stringify(notice));
      const withNotice = {
        ...files,
        [`${PUBLIC_URL}/status/1`]: path,
        [`${PUBLIC_URL}/notices/${key}`]: 'notice',
      };
      await writeFile(join(archive, 'index.json'), JSON.stringify(withNotice));
      const { stdout, code } = await runCli([
        'verify',
        await write('given', credential),
        '--documents',
        archive,
        ...args,
      ]);
      await writeFile(join(archive, 'index.json'), JSON.stringify(files));
      expect(code).toBe(1);
      return stdout;
    };
    const since = '2026-11-20T09:00:00.000Z';
    const link = `${PUBLIC_URL}/c/q7Jm2xVt9KfRw3Lp`;
    const withdrawn = await printed('withdrawn', { since, statement: 'It was issued in error.' });
    expect(withdrawn).toMatch(
      /^Withdrawn\. badges\.county\.example withdrew this credential on 20 Nov 2026\./,
    );
    expect(withdrawn).toContain('The issuer says: “It was issued in error.”');
    const replaced = await printed('withdrawn', { since, replacement: { issued: since, url: link } });
    expect(replaced).toMatch(/^Replaced\. /);
    expect(replaced).toContain(`\nThe corrected one: ${link}\n`);
    const hostile = await printed('withdrawn', {
      statement: `\u001b[2J\u202egnorw ${'long '.repeat(2_000)}`,
      replacement: { url: 'https://elsewhere.example/c/q7Jm2xVt9KfRw3Lp' },
    });
    for (const told of ['\u001b', '\u202e', 'elsewhere.example', 'The corrected one:'])
      expect(hostile).not.toContain(told);
    expect(hostile.length).toBeLessThan(2_000);
    const json = await printed('withdrawn', { since, replacement: { url: link } }, ['--json']);
    const status = JSON.parse(json).checks.find(({ check }: { check: string }) => check === 'status');
    expect(status).toMatchObject({ code: 'replaced', notice: { since, replacement: { url: link } } });
  });

  it('lets no name of a file tell a terminal anything', async () => {
    const [first] = credential['proof'] as JsonObject[];
    const named = {
      ...credential,
      name: 'A\u001b[2J\u202eB',
      proof: [{ ...first, cryptosuite: 'bbs-2023' }],
    };
    const { stdout } = await runCli(['verify', await write('given', named), '--documents', archive]);
    expect(stdout).toContain('It says: A\\u001b[2J\\u202eB');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });

  it('says in words what it found, and never calls what is not genuine by its name', async () => {
    const { stdout } = await runCli([
      'verify',
      await write('given', { ...credential, name: 'mArKeR7' }),
      '--documents',
      archive,
    ]);
    expect(stdout).toMatch(/genuine/i);
    expect(stdout).toContain('(signature-invalid)');
    expect(stdout).not.toContain('mArKeR7');
  });

  it('writes a receipt as PDF or HTML, of one or of several, and never over a file that is there', async () => {
    const file = await write('nunez.json', credential);
    const ask = (name: string, ...more: string[]) =>
      runCli([
        'verify',
        file,
        ...more,
        '--documents',
        archive,
        '--policy',
        policy,
        '--receipt',
        join(dir, name),
      ]);
    expect(await ask('one.pdf', '--checked-by', 'Maria López')).toMatchObject({ code: 0 });
    expect((await readFile(join(dir, 'one.pdf'))).subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(await ask('one.html', '--checked-by', 'Maria López', '--language', 'es')).toMatchObject({
      code: 0,
    });
    const html = await readFile(join(dir, 'one.html'), 'utf8');
    expect(html).toContain('<html lang="es">');
    for (const said of ['Maria López', 'Test District', 'Test County', 'nunez.json', '@page'])
      expect(html).toContain(said);
    const digest = createHash('sha256')
      .update(await readFile(policy))
      .digest('hex');
    expect(html).toContain(digest);
    const forged = await write('forged.json', { ...credential, name: 'Changed' });
    expect(await ask('two.html', forged)).toMatchObject({ code: 1 });
    expect(await readFile(join(dir, 'two.html'), 'utf8')).toContain('2 credentials were checked.');
    expect(await ask('one.html')).toMatchObject({ code: 64, stderr: expect.stringContaining('new file') });
    expect(await readFile(join(dir, 'one.html'), 'utf8')).toBe(html);
    for (const bad of [['one.txt'], ['new.pdf', '--language', 'xx']] as const) {
      const [name, ...more] = bad;
      expect(await ask(name, ...more)).toMatchObject({ code: 64, stdout: '' });
    }
  });
});
