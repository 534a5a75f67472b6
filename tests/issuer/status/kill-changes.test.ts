import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { resumeIssuances } from '../../../src/issuer/resume-issuances.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { decodeList, readStatus } from '../../../src/model/status-list.ts';
import type { CredentialRecord } from '../../../src/store/records.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { partAward } from '../../support/awards.ts';
import { builtChild } from '../../support/built-child.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import { compileCache } from '../../support/kept-folder.ts';
import type { TestInstance } from '../../support/test-instance.ts';

const CREDENTIALS = 40;
const KILLS = 6;
const script = await builtChild('issuer/status/kill-child.ts');

/** Runs the child until it is done, killing it at random moments; resolves to what it said it had done. */
async function runAndKill(
  { databaseUrl, keyDir }: TestInstance,
  what: string,
  ids: readonly string[],
  look: (done: ReadonlySet<string>) => Promise<void>,
): Promise<Set<string>> {
  const done = new Set<string>();
  for (let kills = 0; ; kills++) {
    const left = ids.filter((id) => !done.has(id));
    const child = spawn(process.execPath, [script, databaseUrl, keyDir, what, ...left], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache() },
    });
    let text = '';
    let isReady = false;
    const ended = new Promise<void>((end) => child.on('close', () => end()));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (isReady || !text.includes('ready\n')) return;
      isReady = true;
      if (kills < KILLS) setTimeout(() => child.kill('SIGKILL'), randomInt(20, 400));
    });
    await ended;
    const said = text.split('\n').slice(0, -1);
    for (const line of said) if (ids.includes(line)) done.add(line);
    await look(done);
    if (said.includes('end')) return done;
  }
}

describe.each(ENGINES)('kill -9 on %s', { timeout: 180_000 }, (engine) => {
  async function open() {
    const instance = await openTestInstanceOn(engine);
    onTestFinished(() => instance.close());
    Object.defineProperty(instance.clock, 'now', { get: () => new Date() });
    const issued: CredentialRecord[] = [];
    for (let i = 0; i < CREDENTIALS; i++) {
      const holder = { name: 'A Teacher', email: `t${i}@x.example` };
      issued.push(
        (await issueCredential(instance.issuing, partAward('tlms-1', { holder }), { actor: 'test' }))
          .credential,
      );
    }
    const check = ({ body }: CredentialRecord) =>
      verifyCredential(JSON.parse(body) as JsonObject, {
        fetchDocument: instance.issuing.fetchDocument,
        now: new Date(),
      });
    return { instance, issued, check };
  }

  it('while credentials are withdrawn: no published list clears what was said to be withdrawn', async () => {
    const { instance, issued, check } = await open();
    const { store } = instance.issuing;
    const places = new Map(issued.map(({ id, status }) => [id, status]));
    const ids = issued.map(({ id }) => id);
    await runAndKill(instance, 'revoke', ids, async (done) => {
      // As it lies there, before anyone signs it anew.
      for (const { number } of await store.listStatusLists()) {
        const { publication } = (await store.getStatusList(number)) ?? {};
        if (!publication) continue;
        const bits = await decodeList(JSON.parse(publication.body).credentialSubject.encodedList);
        for (const id of done) expect(readStatus(bits, places.get(id)?.index ?? -1)).toBe(1);
      }
    });
    await publishStatusList(instance.issuing, 1);
    for (const record of issued) {
      expect((await check(record)).verdict).toBe('revoked');
      expect(await store.listChangesOfCredential(record.id)).toHaveLength(1);
    }
    expect((await store.getStatusList(1))?.ledgerVersion).toBe(CREDENTIALS);
  });

  it('while credentials are replaced: each is replaced once, and no link is lost', async () => {
    const { instance, issued, check } = await open();
    const { store } = instance.issuing;
    const links = new Map<string, string>();
    for (const { id } of issued) links.set((await store.listSharesOfCredential(id))[0]?.id ?? '', id);
    await runAndKill(
      instance,
      'replace',
      issued.map(({ id }) => id),
      async () => {},
    );
    expect(await resumeIssuances(instance.issuing, new Date())).toBe(0);
    const all = await store.listCredentials({ limit: 1_000 });
    expect(all).toHaveLength(2 * CREDENTIALS);
    expect(new Set(all.flatMap(({ replaces }) => replaces ?? []))).toEqual(
      new Set(issued.map(({ id }) => id)),
    );
    for (const [share, old] of links) {
      const found = await store.getShare(share);
      expect(found?.credential.replaces).toBe(old);
      if (found) expect((await check(found.credential)).verdict).toBe('valid');
    }
    for (const record of issued) expect((await check(record)).verdict).toBe('replaced');
  });

  it('while keys are rotated: what was signed stays good, and issuing goes on', async () => {
    const { instance, issued, check } = await open();
    const turns = Array.from({ length: 40 }, (_, i) => `turn-${i}`);
    await runAndKill(instance, 'rotate', turns, async () => {
      const holder = { name: 'Another Teacher', email: `a${issued.length}@x.example` };
      const { credential } = await issueCredential(instance.issuing, partAward('tlms-1', { holder }), {
        actor: 'test',
      });
      issued.push(credential);
    });
    for (const record of issued) expect((await check(record)).verdict).toBe('valid');
    const { did } = (await instance.issuing.store.findIssuer('')) ?? { did: '' };
    const known = await instance.issuing.signers.keysOf(did);
    const held = new Set(
      (await instance.keys.listKeys()).map(({ publicKeyMultibase }) => publicKeyMultibase),
    );
    for (const { publicKey } of known) expect(held.has(publicKey)).toBe(true);
  });
});
