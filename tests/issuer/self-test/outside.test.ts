import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { examineInstance } from '../../../src/issuer/examine-instance.ts';
import { foundIssuer } from '../../../src/issuer/found-issuer.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { runSelfTest } from '../../../src/issuer/self-test/run-self-test.ts';
import { orderStatusChange } from '../../../src/issuer/status/order-status.ts';
import { type FetchDocument, FetchFailure } from '../../../src/model/verification.ts';
import { createFetchDocument } from '../../../src/network/fetch-document.ts';
import { partAward } from '../../support/awards.ts';
import { ENGINES } from '../../support/engines.ts';
import { openProxy, type ProxyServer } from '../../support/open-proxy.ts';
import { type ServedInstance, serveTestInstance } from '../../support/served-instance.ts';

const fetchOutside = createFetchDocument({ allowLocalhost: true, retries: 0 });

describe.each(ENGINES)('a served instance on %s, seen through a proxy', (engine) => {
  let instance: ServedInstance;
  let proxy: ProxyServer;
  let people = 0;

  beforeAll(async () => {
    proxy = await openProxy(() => `http://localhost:${instance.port}`);
    instance = await serveTestInstance({ engine, publicPort: proxy.port });
    await issue();
  });
  afterEach(() => proxy.answers.clear());
  afterAll(async () => {
    await proxy.close();
    await instance.close();
  });

  async function issue(issuer?: string): Promise<string> {
    const holder = { name: 'Ana Núñez', email: `p${people++}@x.example` };
    const award = partAward('tlms-1', { holder });
    const options = { actor: 'test', ...(issuer === undefined ? {} : { issuer }) };
    return (await issueCredential(instance.issuing, award, options)).credential.id;
  }
  const examine = () => examineInstance(instance.issuing, fetchOutside);
  async function findFailing(fetch = fetchOutside): Promise<Record<string, string>> {
    const found = await examineInstance(instance.issuing, fetch);
    return Object.fromEntries(
      found.flatMap(({ subject, outcome, detail }) => (outcome === 'failing' ? [[subject, detail]] : [])),
    );
  }
  const had = async (path: string) => (await fetch(`${instance.publicUrl}${path}`)).text();
  const withdraw = (id: string) =>
    orderStatusChange(instance.issuing, {
      action: 'revoke',
      selection: { credentials: [id] },
      grounds: { reason: 'issued-in-error' },
      count: 1,
      actor: 'test',
    });

  it('is well', async () => {
    const found = await examine();
    expect(found.map(({ subject, outcome }) => `${subject} ${outcome}`)).toEqual([
      'store ok',
      'key ok',
      'DID document ok',
      'status list ok',
      'credential ok',
      'clock ok',
      'audit log ok',
      'reviews ok',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Ana|x\.example/);
  });

  it('serves an old list: found, although it is genuine, and said of which', async () => {
    const old = await had('/status/1');
    await issue();
    const id = await issue();
    await withdraw(id);
    expect(await findFailing()).toEqual({});
    proxy.answers.set('/status/1', { body: old });
    const failing = await findFailing();
    expect(Object.keys(failing)).toEqual(['status list']);
    expect(failing['status list']).toContain(`${instance.publicUrl}/status/1`);
    expect(failing['status list']).toContain('not the one in the ledger');
  });

  it('takes as a sample what is in force, not the newest when that is withdrawn', async () => {
    const kept = await issue();
    await withdraw(await issue());
    const sample = (await examine()).find(({ subject }) => subject === 'credential');
    expect(sample).toMatchObject({ outcome: 'ok' });
    expect(sample?.detail).toContain(kept);
  });

  it('serves a list with a bit changed, another list, or one that caches keep for a week', async () => {
    const list = JSON.parse(await had('/status/1'));
    const forged = {
      ...list,
      credentialSubject: { ...list.credentialSubject, encodedList: 'uH4sIAAAAAAAAA2NgAAAAAP__AQAAAAEAAAA' },
    };
    proxy.answers.set('/status/1', { body: JSON.stringify(forged) });
    expect((await findFailing())['status list']).toContain('not-genuine');
    proxy.answers.set('/status/1', { body: JSON.stringify({ ...list, id: `${list.id}0` }) });
    expect((await findFailing())['status list']).toContain('something else');
    proxy.answers.set('/status/1', { headers: { 'cache-control': 'public, s-maxage=604800, max-age=10' } });
    expect(await findFailing()).toEqual({ 'status list': expect.stringContaining('604800 seconds') });
    proxy.answers.set('/status/1', { headers: { 'cache-control': 'no-store' } });
    expect(await findFailing()).toEqual({});
  });

  it('serves another DID document', async () => {
    const document = JSON.parse(await had('/.well-known/did.json'));
    const other = { ...document, verificationMethod: document.verificationMethod.slice(2) };
    proxy.answers.set('/.well-known/did.json', { body: JSON.stringify(other) });
    const failing = await findFailing();
    expect(failing['DID document']).toContain('another document');
    expect(failing['status list']).toContain('key-unknown');
    expect(failing['credential']).toContain('key-unknown');
  });

  it('serves nothing', async () => {
    for (const path of ['/.well-known/did.json', '/status/1']) proxy.answers.set(path, { status: 503 });
    const failing = await findFailing();
    expect(Object.keys(failing).sort()).toEqual(['DID document', 'credential', 'status list']);
    expect(failing['status list']).toContain('unreachable');
  });

  it('has a clock that differs from the database’s', async () => {
    const { store } = instance.issuing;
    const { now } = store;
    const off = (ms: number) => async () => new Date((await now()).getTime() + ms);
    try {
      store.now = off(3_600_000);
      expect((await findFailing())['clock']).toMatch(/differ by 3[56]\d\d seconds .* ahead/);
      store.now = off(-3_600_000);
      expect((await findFailing())['clock']).toMatch(/behind/);
      store.now = off(10_000);
      expect((await findFailing())['clock']).toBeUndefined();
    } finally {
      store.now = now;
    }
  });

  it('has a clock that was set back since something was recorded', async () => {
    const { store } = instance.issuing;
    const { now } = store;
    const at = instance.clock.now;
    store.now = async () => instance.clock.now;
    instance.clock.now = new Date(at.getTime() - 3_600_000);
    try {
      expect((await findFailing())['clock']).toContain('recorded in the future');
    } finally {
      instance.clock.now = at;
      store.now = now;
    }
  });

  it('is looked at a second time before anything counts, and the run can be ended', async () => {
    const signal = new AbortController().signal;
    let asked = 0;
    const atFirstAway: FetchDocument = async (url) => {
      if (asked++ === 0) throw new FetchFailure('unreachable');
      return fetchOutside(url);
    };
    const run = (fetch: FetchDocument, ending = signal) =>
      runSelfTest(instance.issuing, fetch, { from: null, signal: ending, lookAgainMs: 0 });
    expect((await run(atFirstAway)).failing).toEqual([]);
    expect(asked).toBeGreaterThan(1);
    const away: FetchDocument = async () => {
      throw new FetchFailure('unreachable');
    };
    expect((await run(away)).failing).toEqual(['DID document', 'status list', 'credential']);
    const ending = new AbortController();
    const never: FetchDocument = () => {
      setImmediate(() => ending.abort(new Error('over')));
      return new Promise(() => {});
    };
    await expect(run(never, ending.signal)).rejects.toThrow('over');
  });

  it('has a sample of each issuer', async () => {
    await foundIssuer(instance.issuing, {
      slug: 'north',
      name: 'North District',
      url: 'https://north.example',
      email: null,
      actor: 'test',
      keys: instance.keys,
    });
    const none = (await examine()).filter(({ subject }) => subject === 'credential');
    expect(none.map(({ outcome }) => outcome)).toEqual(['ok', 'skipped']);
    await issue('north');
    const both = (await examine()).filter(({ subject }) => subject === 'credential');
    expect(both.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(both[1]?.detail).toContain(':north');
  });
});
