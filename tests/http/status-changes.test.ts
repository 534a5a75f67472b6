import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let people = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

interface Issued {
  id: string;
  share: { url: string };
}

async function issue(achievement = 'tlms-1', email = `h${people++}@x.example`): Promise<Issued> {
  const award = partAward(achievement, { holder: { name: 'Ana Nunez', email }, validUntil: '2027-06-30' });
  const response = await test.post('/api/credentials', award, test.bearer('award'));
  expect(response.status).toBe(201);
  return response.json();
}

const noticeOf = (id: string) => test.get(`/notices/${createHash('sha256').update(id).digest('hex')}`);
const standingOf = async (id: string) =>
  (await (await test.get(`/api/credentials/${encodeURIComponent(id)}`, test.bearer('read'))).json()).standing;
const revoke = (credentials: string[], more: object = {}) =>
  test.post(
    '/api/status-changes',
    {
      action: 'revoke',
      selection: { credentials },
      reason: 'issued-in-error',
      count: credentials.length,
      ...more,
    },
    test.bearer('manage'),
  );

describe('changes of status over HTTP', () => {
  it('are for tokens with the scope manage', async () => {
    for (const path of ['/api/status-changes', '/api/status-changes/preview', '/credentials/status']) {
      expect((await test.post(path, {})).status).toBe(401);
      expect((await test.post(path, {}, test.bearer('award'))).status).toBe(403);
    }
    expect((await test.app.request('/credentials/x', { method: 'DELETE' })).status).toBe(401);
    expect((await test.get('/api/status-changes', test.bearer('award'))).status).toBe(403);
    expect((await test.post('/api/status-changes/x/approve', {}, test.bearer('manage'))).status).toBe(403);
  });

  it('are looked at, made, published and read back', async () => {
    const email = `both${people++}@x.example`;
    const [one, other] = [await issue('tlms-1', email), await issue('tlms-2', email)];
    const selection = { email };
    const preview = await test.post(
      '/api/status-changes/preview',
      { action: 'revoke', selection },
      test.bearer('manage'),
    );
    expect(await preview.json()).toMatchObject({ count: 2, unchanged: 0, alongside: [] });
    const order = {
      action: 'revoke',
      selection,
      reason: 'other',
      note: 'private words',
      statement: 'A sentence.',
    };
    const wrong = await test.post('/api/status-changes', { ...order, count: 1 }, test.bearer('manage'));
    expect([wrong.status, (await wrong.json()).type]).toEqual([
      409,
      expect.stringContaining('COUNT_DIFFERS'),
    ]);
    expect(await standingOf(one.id)).toBe('in-force');
    expect((await noticeOf(one.id)).status).toBe(404);
    const made = await test.post('/api/status-changes', { ...order, count: 2 }, test.bearer('manage'));
    expect(made.status).toBe(201);
    const body = await made.json();
    expect(body).toMatchObject({ state: 'applied', changed: 2, confirmation: { isConfirmed: true } });
    expect(await standingOf(other.id)).toBe('revoked');
    const notice = await noticeOf(one.id);
    expect(notice.headers.get('access-control-allow-origin')).toBe('*');
    expect(await notice.json()).toEqual({
      standing: 'revoked',
      since: expect.any(String),
      statement: 'A sentence.',
    });
    const shown = await (await test.get(new URL(body.url).pathname, test.bearer('read'))).json();
    expect(shown.items).toHaveLength(2);
    expect(test.log()).not.toContain('private words');
    const page = await (await test.get(new URL(one.share.url).pathname, { accept: 'text/html' })).text();
    expect(page).toContain('Withdrawn');
    expect(page).not.toContain('private words');
  });

  it.each([
    [{}, 'nothing is named'],
    [{ credentials: [] }, 'an empty list'],
    [{ credentials: ['urn:uuid:x\u0000'] }, 'a NUL'],
    [{ issuedFrom: 'soon' }, 'a date that is none'],
    [{ surprise: true }, 'an unknown condition'],
  ] as [object, string][])('refuse %j (%s) without repeating it', async (selection, _why) => {
    const response = await test.post(
      '/api/status-changes',
      { action: 'revoke', selection, reason: 'other', count: 1 },
      test.bearer('manage'),
    );
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toMatch(/soon|surprise"?:true|urn:uuid:x/);
  });

  it('VC-API: status and DELETE withdraw once and for all', async () => {
    const [one, other] = [await issue(), await issue()];
    const change = (status: boolean, statusPurpose = 'revocation') =>
      test.post(
        '/credentials/status',
        {
          credentialId: one.id,
          credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose },
          status,
        },
        test.bearer('manage'),
      );
    expect((await change(false)).status).toBe(400);
    expect((await change(true, 'suspension')).status).toBe(422);
    expect((await change(true)).status).toBe(200);
    expect((await change(true)).status).toBe(200);
    expect(await standingOf(one.id)).toBe('revoked');
    const path = `/credentials/${encodeURIComponent(other.id)}`;
    const remove = () => test.app.request(path, { method: 'DELETE', headers: test.bearer('manage') });
    expect([(await remove()).status, (await remove()).status]).toEqual([202, 202]);
    expect((await test.get(path, test.bearer('read'))).status).toBe(200);
    const unknown = { credentialId: 'urn:uuid:nothing', credentialStatus: { type: 'x' }, status: true };
    expect((await test.post('/credentials/status', unknown, test.bearer('manage'))).status).toBe(404);
  });

  it('replace and renew', async () => {
    const { id, share } = await issue();
    const path = `/api/credentials/${encodeURIComponent(id)}`;
    const replaced = await test.post(
      `${path}/replace`,
      { corrections: { name: 'Ana Núñez' } },
      test.bearer('manage'),
    );
    expect(replaced.status).toBe(201);
    const [fresh] = (await replaced.json()).credentials;
    expect(fresh).toMatchObject({ replaced: id, holderName: 'Ana Núñez', share: { url: share.url } });
    expect(await (await noticeOf(id)).json()).toMatchObject({ replacement: { url: share.url } });
    const hostile = { corrections: { role: 'x' }, statement: 'NUL \u0000 and \u202e' };
    expect((await test.post(`${path}/replace`, hostile, test.bearer('manage'))).status).toBe(400);
    expect(
      (await test.post(`${path}/replace`, { corrections: { email: 'x' } }, test.bearer('manage'))).status,
    ).toBe(400);
    expect((await test.post(`${path}/renew`, {}, test.bearer('award'))).status).toBe(409);
    const renewed = await test.post(
      `/api/credentials/${encodeURIComponent(fresh.id)}/renew`,
      { validUntil: '2030-06-30' },
      test.bearer('award'),
    );
    expect(await renewed.json()).toMatchObject({ renews: fresh.id });
  });

  it('wait for a second token where the issuer asks for two people', async () => {
    const { store } = test.issuing;
    const issuer = await store.findIssuer('');
    if (issuer === null) throw new Error('an issuer');
    const audit = { at: test.clock.now, actor: 'test', action: 'issuer-saved', subject: '' };
    await store.saveIssuer({ ...issuer, needsApproval: true }, audit);
    const two = [(await issue()).id, (await issue()).id];
    const waiting = await revoke(two);
    expect(waiting.status).toBe(202);
    const { url, state, confirmation } = await waiting.json();
    expect([state, confirmation]).toEqual(['waiting', null]);
    expect(await standingOf(two[0] ?? '')).toBe('in-force');
    const approved = await test.post(`${new URL(url).pathname}/approve`, {}, test.bearer('approve'));
    expect(await approved.json()).toMatchObject({ state: 'applied', changed: 2 });
    const again = await test.post(`${new URL(url).pathname}/cancel`, {}, test.bearer('manage'));
    expect(again.status).toBe(409);
    await store.saveIssuer(issuer, audit);
  });
});
