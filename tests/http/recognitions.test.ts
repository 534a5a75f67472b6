import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognize } from '../../src/issuer/recognitions/recognize.ts';
import { BADGE_REQUEST, COUNTY, connect, STATE_REQUEST } from '../issuer/recognitions/authority.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let test: TestApp;
let state: TestInstance;
beforeAll(async () => {
  test = await openTestApp();
  state = await openTestInstance({ publicUrl: 'https://badges.state.example' });
  connect(test.issuing, state.issuing);
});
afterAll(async () => {
  await test.close();
  await state.close();
});

const send = (method: string, path: string, scope: 'manage' | 'read' = 'manage') =>
  test.app.request(path, { method, headers: test.bearer(scope) });
const pathOf = (url: string) => url.replace(test.issuing.publicUrl, '');

describe('recognitions over HTTP', () => {
  it('are given, found in the register, renewed and revoked', async () => {
    const given = await test.post(
      '/api/recognitions',
      { ...STATE_REQUEST, validUntil: '2027-06-30' },
      test.bearer('manage'),
    );
    expect(given.status).toBe(201);
    const { url, id, standing, credential } = await given.json();
    expect(given.headers.get('location')).toBe(url);
    expect(standing).toBe('in-force');
    const again = await test.post(
      '/api/recognitions',
      { ...STATE_REQUEST, validUntil: '2027-06-30' },
      test.bearer('manage'),
    );
    expect((await again.json()).id).toBe(id);

    const one = await test.get(pathOf(url), { origin: 'https://anyone.example' });
    expect(one.status).toBe(200);
    expect(one.headers.get('content-type')).toBe('application/vc');
    expect(one.headers.get('access-control-allow-origin')).toBe('*');
    expect(one.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await one.json()).toEqual(credential);
    const etag = one.headers.get('etag') ?? '';
    expect((await test.get(pathOf(url), { 'if-none-match': `W/${etag}` })).status).toBe(304);

    const renewed = await test.post(
      `/api/recognitions/${id}/renew`,
      { validUntil: '2028-06-30' },
      test.bearer('manage'),
    );
    expect(await renewed.json()).toMatchObject({ renews: id, standing: 'not-yet' });
    const revoked = await test.post(
      `/api/recognitions/${id}/revoke`,
      { reason: 'other' },
      test.bearer('manage'),
    );
    expect(await revoked.json()).toMatchObject({
      id,
      standing: 'revoked',
      confirmation: { isConfirmed: true },
    });
    const listed = await (await test.get('/api/recognitions', test.bearer('read'))).json();
    expect(listed.recognitions.map((entry: { standing: string }) => entry.standing)).toEqual([
      'not-yet',
      'revoked',
    ]);
  });

  it('are a register that is read page by page, byte for byte', async () => {
    for (const comment of ['One.', 'Two.', 'Three.'])
      await recognize(test.issuing, { ...BADGE_REQUEST, comment }, { actor: 'test' });
    const register = await test.get('/recognitions', {
      accept: 'application/json',
      origin: 'https://a.example',
    });
    expect(register.headers.get('content-type')).toMatch(/^application\/json/);
    expect(register.headers.get('access-control-allow-origin')).toBe('*');
    expect(register.headers.get('vary')).toMatch(/accept/i);
    const text = await register.text();
    const all = await test.issuing.store.listRecognitions({ limit: 200 });
    for (const { body } of all) expect(text).toContain(body);
    expect(JSON.parse(text)).toEqual({ recognitions: all.map(({ body }) => JSON.parse(body)) });
    const after = await test.get(`/recognitions?after=${all[0]?.id}`, { accept: 'application/json' });
    expect((await after.json()).recognitions).toHaveLength(all.length - 1);
    const etag = register.headers.get('etag') ?? '';
    const known = { accept: 'application/json', 'if-none-match': etag };
    expect((await test.get('/recognitions', known)).status).toBe(304);
    expect((await test.get('/recognitions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await test.get(`/recognitions?after=${'x'.repeat(400)}`, known)).status).toBe(400);
  });

  it('are received, listed and dropped', async () => {
    const { credential } = await recognize(state.issuing, COUNTY, { actor: 'test' });
    const hand = (body: string) => test.post('/api/recognitions/received', body, test.bearer('manage'));
    const first = await hand(credential.body);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ outcome: 'saved', standing: 'in-force', kind: 'issuer' });
    expect((await hand(credential.body)).status).toBe(200);
    const bad = await hand(credential.body.replace('Recognition of', 'Recognized:'));
    expect(bad.status).toBe(422);
    expect(await bad.text()).not.toContain('Recognized:');
    expect((await send('DELETE', `/api/recognitions/received/${credential.id}`)).status).toBe(204);
    expect((await send('DELETE', `/api/recognitions/received/${credential.id}`)).status).toBe(404);
    const listed = await (await test.get('/api/recognitions/received', test.bearer('read'))).json();
    expect(listed.recognitions).toMatchObject([{ id: credential.id, standing: 'dropped' }]);
    const register = await (await test.get('/recognitions')).text();
    expect(register).not.toContain(credential.id);
  });

  it('need a token of the right scope', async () => {
    const body = STATE_REQUEST;
    expect((await test.post('/api/recognitions', body)).status).toBe(401);
    expect((await test.post('/api/recognitions', body, test.bearer('award'))).status).toBe(403);
    expect((await test.post('/api/recognitions', body, test.bearer('sign'))).status).toBe(403);
    expect((await test.post('/api/recognitions/received', {}, test.bearer('read'))).status).toBe(403);
    expect((await send('DELETE', '/api/recognitions/received/x', 'read')).status).toBe(403);
    expect((await test.get('/api/recognitions')).status).toBe(401);
  });

  it('name every problem of a request at once', async () => {
    const answer = await test.post(
      '/api/recognitions',
      { recognizes: { id: 'nobody', name: '' }, validUntil: 'soon' },
      test.bearer('manage'),
    );
    expect(answer.status).toBe(400);
    const { problems } = await answer.json();
    expect(problems.map(({ path }: { path: string }) => path).sort()).toEqual([
      'recognizes.id',
      'recognizes.name',
      'validUntil',
    ]);
  });
});
