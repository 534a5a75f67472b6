import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpEnv } from '../../src/http/http-env.ts';
import { limitRate } from '../../src/http/limit-rate.ts';
import { problemResponse } from '../../src/http/problem-response.ts';

let now: number;
let app: Hono<HttpEnv>;
beforeEach(() => {
  now = Date.parse('2026-11-21T12:00:00Z');
  app = new Hono<HttpEnv>()
    .use(async (c, next) => {
      c.set('deps', {
        issuing: { now: () => new Date(now), publicUrl: 'https://badges.example.org' },
      } as HttpEnv['Variables']['deps']);
      await next();
    })
    .get('/', limitRate(3), (c) => c.text('done'));
  app.onError((error, c) => problemResponse(c, error));
});

const ask = async () => (await app.request('/')).status;
const askMany = async (count: number) => {
  const all: number[] = [];
  for (let i = 0; i < count; i++) all.push(await ask());
  return all;
};

describe('a limit of three a minute', () => {
  it('lets three through and tells the fourth when to come again', async () => {
    expect(await askMany(3)).toEqual([200, 200, 200]);
    now += 20_000;
    const response = await app.request('/');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '40']);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: 'https://badges.example.org/problems#TOO_MANY_REQUESTS',
      status: 429,
      title: expect.any(String),
    });
  });

  it('begins anew after a minute', async () => {
    await askMany(4);
    now += 60_000;
    expect(await askMany(4)).toEqual([200, 200, 200, 429]);
  });

  it('begins anew when the clock is set back', async () => {
    await askMany(4);
    now -= 3_600_000;
    expect(await ask()).toBe(200);
  });
});
