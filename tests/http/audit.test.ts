import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeTokens } from '../../src/issuer/tokens.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const read = async (query = '') => {
  const response = await test.get(`/api/audit${query}`, test.bearer('manage'));
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  return (await response.json()).events as Record<string, unknown>[];
};

describe('GET /api/audit', () => {
  it('gives the events as they are hashed, in order and page by page', async () => {
    const stored = await test.issuing.store.listAudit({ limit: 200 });
    const events = await read('?limit=200');
    expect(events).toEqual(stored.map((event) => ({ ...event, at: event.at.toISOString() })));
    const paged = [...(await read('?limit=3')), ...(await read('?after=3&limit=200'))];
    expect(paged).toEqual(events);
    expect(await read('?after=9007199254740991')).toEqual([]);
  });

  it('gives those about one thing, or of one kind', async () => {
    const [founded] = await read('?action=issuer-founded');
    expect(founded).toMatchObject({ seq: 1, action: 'issuer-founded' });
    const subject = encodeURIComponent(String(founded?.['subject']));
    expect(await read(`?subject=${subject}`)).toEqual([founded]);
    expect(await read(`?subject=${subject}&action=token-created`)).toEqual([]);
    const tokens = await read('?action=token-created');
    expect(tokens.map(({ subject: name }) => name)).toContain('test-manage');
    expect(tokens[0]).toMatchObject({ details: { token: expect.stringMatching(/^[0-9a-f]{16}$/) } });
  });

  it('names every problem of a query and repeats nothing of it', async () => {
    const response = await test.get('/api/audit?after=MARKER&limit=0&action=MARKER', test.bearer('manage'));
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text).problems.map(({ path }: { path: string }) => path)).toEqual([
      'after',
      'limit',
      'action',
    ]);
    expect(text).not.toContain('MARKER');
  });

  it('says what a change was from and to', async () => {
    await revokeTokens(test.issuing.store, { name: 'test-read', at: test.clock.now, actor: 'test' });
    const [revoked] = await read('?action=token-revoked');
    const [created] = (await read('?subject=test-read')).filter(({ action }) => action === 'token-created');
    expect(revoked).toMatchObject({
      subject: 'test-read',
      details: {
        token: (created?.['details'] as { token: string } | undefined)?.token,
        before: { state: 'live' },
        after: { state: 'revoked' },
      },
    });
  });
});
