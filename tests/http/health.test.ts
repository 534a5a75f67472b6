import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../support/test-app.ts';

describe('/healthz', () => {
  const at = new Date('2026-11-21T02:17:00Z');
  let selfTest: { at: Date; failing: string[] } | null;
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp({ selfTest: () => selfTest });
  });
  beforeEach(() => {
    selfTest = null;
  });
  afterAll(() => test.close());

  const ask = async (path = '/healthz') => {
    const response = await test.get(path);
    expect(response.headers.get('cache-control')).toBe('no-store');
    return [response.status, await response.json()];
  };

  it('is well before the first self-test and after one that found nothing', async () => {
    expect(await ask()).toEqual([200, { status: 'ok', store: 'ok', at: expect.any(String), selfTest: null }]);
    selfTest = { at, failing: [] };
    expect(await ask()).toMatchObject([
      200,
      { status: 'ok', selfTest: { at: at.toISOString(), failing: [] } },
    ]);
    expect(await ask('/healthz?strict')).toMatchObject([200, { status: 'ok' }]);
  });

  it('takes nothing away when the self-test found something, but tells, and tells monitors by its status', async () => {
    selfTest = { at, failing: ['clock', 'status list'] };
    const answer = { status: 'degraded', store: 'ok', selfTest: { failing: ['clock', 'status list'] } };
    expect(await ask()).toMatchObject([200, answer]);
    for (const query of ['strict', 'strict=1', 'strict=true'])
      expect(await ask(`/healthz?${query}`)).toMatchObject([503, answer]);
  });

  it('fails without the store, with the self-test that was', async () => {
    selfTest = { at, failing: ['clock'] };
    const { ping } = test.issuing.store;
    test.issuing.store.ping = () => Promise.reject(new Error('away'));
    try {
      expect(await ask()).toMatchObject([
        503,
        { status: 'failing', store: 'failing', selfTest: { failing: ['clock'] } },
      ]);
    } finally {
      test.issuing.store.ping = ping;
    }
  });
});
