import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../../src/issuer/record/make-record.ts';
import { replaceCredential } from '../../src/issuer/replace/replace-credential.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import { issueEverything } from '../support/issue-everything.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const post = (path: string, headers: Record<string, string> = {}) =>
  test.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const revoke = (id: string) =>
  orderStatusChange(test.issuing, {
    action: 'revoke',
    selection: { credentials: [id] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });

describe('the page of a full credential without a record', () => {
  let path: string;
  let fullId: string;
  beforeAll(async () => {
    const { full, share } = await issueEverything(test, 'Ana Núñez');
    path = `/c/${share?.id}`;
    fullId = full.id;
  });

  it('offers a form, and to look at it makes nothing', async () => {
    const audit = await test.issuing.store.listAudit({ limit: 1_000 });
    const page = await (await test.get(path)).text();
    expect(page).toContain(`<form method="post" action="${PUBLIC_URL}${path}/record">`);
    expect((await test.get(path, { accept: 'application/json' })).headers.get('link')).toBeNull();
    expect((await test.get(`${path}.record.json`)).status).toBe(404);
    expect((await test.get(`${path}/record`)).status).toBe(404);
    expect(await test.issuing.store.listAudit({ limit: 1_000 })).toEqual(audit);
    expect(await test.issuing.store.listRecordsOfFull(fullId)).toEqual([]);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: PUBLIC_URL },
    { origin: 'https://elsewhere.example' },
  ])('takes no form of another site: %j', async (headers) => {
    const response = await post(`${path}/record`, { ...headers, accept: 'text/html' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      403,
      'text/html; charset=UTF-8',
    ]);
    expect(await test.issuing.store.listRecordsOfFull(fullId)).toEqual([]);
  });

  it('makes it once and leads to it', async () => {
    const first = await post(`${path}/record`, { 'sec-fetch-site': 'same-origin', origin: 'null' });
    const again = await post(`${path}/record`, { origin: PUBLIC_URL });
    const location = first.headers.get('location') ?? '';
    expect([first.status, location]).toEqual([303, expect.stringMatching(/^\/c\/[\w-]{16}$/)]);
    expect(again.headers.get('location')).toBe(location);
    expect(first.headers.get('cache-control')).toMatch(/no-store/);
    const [record, ...more] = await test.issuing.store.listRecordsOfFull(fullId);
    expect(more).toEqual([]);

    const page = await (await test.get(location)).text();
    for (const word of [
      'Full record of',
      'Ana Núñez',
      'Domain I:',
      'Domain VII:',
      'Capstone',
      '15 May 2026',
      'Proficient',
    ])
      expect(page).toContain(word);
    expect(page).not.toContain('Not all of it');
    for (const suffix of ['.json', '.qr.svg', '.qr.png'])
      expect((await test.get(location + suffix)).status).toBe(200);
    expect(await (await test.get(`${location}.json`)).text()).toBe(record?.body);
    expect(await (await test.get(location, { accept: 'application/vc' })).text()).toBe(record?.body);

    const full = await (await test.get(path)).text();
    expect(full).toContain(`href="${PUBLIC_URL}${location}"`);
    expect(full).not.toContain('<form');
    const machine = await test.get(`${path}.record.json`);
    expect([machine.headers.get('content-type'), await machine.text()]).toEqual([
      'application/vc',
      record?.body,
    ]);
  });

  it('says where the record is to machines of other sites, on what is JSON', async () => {
    const link = `<${PUBLIC_URL}${path}.record.json>; rel="collection"; type="application/vc"`;
    for (const [suffix, accept] of [
      ['', 'application/vc'],
      ['', 'application/json'],
      ['.json', '*/*'],
    ] as const) {
      const { headers } = await test.get(path + suffix, { accept, origin: 'https://elsewhere.example' });
      expect(headers.get('link')).toBe(link);
      expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('link');
    }
    expect((await test.get(path)).headers.get('link')).toBeNull();
  });

  it('gives nothing once its link is turned off', async () => {
    const { store } = test.issuing;
    const { full, share } = await issueEverything(test, 'Off Offsson');
    await makeRecord(test.issuing, full.id, { actor: 'test' });
    const off = `/c/${share?.id}`;
    const at = test.clock.now;
    await store.turnOffShare(share?.id ?? '', at, {
      at,
      actor: 'test',
      action: 'share-turned-off',
      subject: full.id,
    });
    expect((await test.get(`${off}.record.json`)).status).toBe(410);
    expect((await post(`${off}/record`)).status).toBe(410);
  });

  it('leads to the file when the record’s own link is turned off', async () => {
    const [record] = await test.issuing.store.listRecordsOfFull(fullId);
    const [share] = await test.issuing.store.listSharesOfCredential(record?.id ?? '');
    const at = test.clock.now;
    await test.issuing.store.turnOffShare(share?.id ?? '', at, {
      at,
      actor: 'test',
      action: 'share-turned-off',
      subject: '',
    });
    expect((await post(`${path}/record`)).headers.get('location')).toBe(`${path}.record.json`);
    expect(await (await test.get(path)).text()).not.toContain(`/c/${share?.id}"`);
  });
});

describe('what no record can be made of', () => {
  it('is a part, and a link that never was', async () => {
    const { ids } = await issueEverything(test, 'Ana Núñez');
    const [share] = await test.issuing.store.listSharesOfCredential(ids['tlms-1'] ?? '');
    expect((await post(`/c/${share?.id}/record`)).status).toBe(400);
    expect((await test.get(`/c/${share?.id}.record.json`)).status).toBe(404);
    expect(await (await test.get(`/c/${share?.id}`)).text()).not.toContain('full record');
    expect((await post('/c/AAAAAAAAAAAAAAAA/record')).status).toBe(404);
  });

  it('is a full credential that lost a part: its page offers none, and the record says what ended', async () => {
    const { full, share, ids } = await issueEverything(test, 'Lost Part');
    const record = await makeRecord(test.issuing, full.id, { actor: 'test' });
    await revoke(ids['tlms-4'] ?? '');
    const page = await (await test.get(`/c/${share?.id}`)).text();
    expect(page).toContain('There is no full record now');
    const refused = await post(`/c/${share?.id}/record`, { accept: 'application/json' });
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { problems: [{ code: 'part-withdrawn', path: ids['tlms-4'] }] },
    ]);
    const inside = await (await test.get(`/c/${record.share?.id}`)).text();
    expect(inside).toContain('Not all of it is in force any more');
    expect(inside).toMatch(/Domain IV[^<]*: withdrawn/);
  });

  it('is a full credential that was corrected: the record leads on', async () => {
    const { full, share, ids } = await issueEverything(test, 'Cora Rected');
    const record = await makeRecord(test.issuing, full.id, { actor: 'test' });
    await replaceCredential(test.issuing, ids['tlms-1'] ?? '', {
      corrections: { level: 'accomplished' },
      grounds: {},
      actor: 'test',
    });
    const inside = await (await test.get(`/c/${record.share?.id}`)).text();
    expect(inside).toContain('replaced by a corrected one');
    expect(inside).toContain(`<a href="${PUBLIC_URL}/c/${share?.id}">`);
    // The link of the old full credential is the new one's now, and so is the record that it makes.
    const made = await post(`/c/${share?.id}/record`);
    expect(made.headers.get('location')).toBe(`/c/${record.share?.id}`);
    expect(await (await test.get(`/c/${record.share?.id}`)).text()).not.toContain('Not all of it');
  });
});

it('does not let one address press the button without end', async () => {
  const answers = [];
  for (let i = 0; i < 25; i++) answers.push((await post('/c/AAAAAAAAAAAAAAAA/record')).status);
  expect(answers).toContain(429);
});
