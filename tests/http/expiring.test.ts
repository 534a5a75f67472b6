import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notifyExpiring } from '../../src/issuer/mail/notify-expiring.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
  for (const [name, validUntil] of [
    ['Third', '2027-06-30'],
    ['First', '2026-12-01'],
    ['Second', '2026-12-31'],
    ['Never', undefined],
  ] as const) {
    const holder = { name, email: `${name}@teachers.example` };
    const award = partAward('tlms-1', { holder, ...(validUntil === undefined ? {} : { validUntil }) });
    expect((await test.post('/api/credentials', award, test.bearer('award'))).status).toBe(201);
  }
});
afterAll(() => test.close());

async function get(query: string): Promise<{ status: number; names: unknown[]; body: JsonObject }> {
  const response = await test.get(`/api/credentials/expiring${query}`, test.bearer('read'));
  const body = (await response.json()) as JsonObject & { credentials?: JsonObject[] };
  return {
    status: response.status,
    names: (body.credentials ?? []).map((one) => one['holderName'] ?? null),
    body,
  };
}

describe('GET /api/credentials/expiring', () => {
  it('lists what ends within 90 days, or as many as asked for, first to end first', async () => {
    expect(await get('')).toMatchObject({ status: 200, names: ['First', 'Second'], body: { days: 90 } });
    expect((await get('?days=20')).names).toEqual(['First']);
    expect((await get('?days=365')).names).toEqual(['First', 'Second', 'Third']);
  });

  it('is paged', async () => {
    const first = await get('?days=365&limit=2');
    const [, last] = first.body['credentials'] as JsonObject[];
    const rest = await get(`?days=365&limit=2&after=${encodeURIComponent(String(last?.['id']))}`);
    expect([first.names, rest.names]).toEqual([['First', 'Second'], ['Third']]);
  });

  it('has links that work, and says who was told', async () => {
    const before = await get('?days=20');
    const [credential] = before.body['credentials'] as JsonObject[];
    expect(credential).toMatchObject({
      reminder: 'due',
      achievement: { code: 'tlms-1' },
      validUntil: expect.stringMatching(/^2026-12-01T/),
    });
    for (const name of ['shareUrl', 'url']) {
      const { pathname } = new URL(String(credential?.[name]));
      expect((await test.get(pathname, test.bearer('read'))).status).toBe(200);
    }
    await notifyExpiring(test.issuing, 20, 'test');
    expect((await get('?days=20')).body['credentials']).toMatchObject([{ reminder: 'told' }]);
    expect(JSON.stringify(before.body)).not.toContain('teachers.example');
  });

  it.each(['0', '-1', '1.5', '3651', 'all', '1e9'])('refuses days=%s', async (days) => {
    const { status, body } = await get(`?days=${days}`);
    expect([status, body['problems']]).toMatchObject([400, [{ path: 'days' }]]);
  });
});
