import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM_TYPES } from '../../src/http/problem-response.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openBroken();
});
afterAll(() => test.close());

/** A page fails for a reason that nobody expected: once the instance is up, its frameworks cannot be read. */
async function openBroken(): Promise<TestApp> {
  let isUp = false;
  const broken = await openTestApp({
    wrapStore: (store) =>
      new Proxy(store, {
        get: (target, member) => {
          if (isUp && member === 'listFrameworks')
            return () => Promise.reject(new Error('SECRET detail of the database'));
          const value = Reflect.get(target, member);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
  });
  isUp = true;
  return broken;
}

const CODES = Object.keys(PROBLEM_TYPES).sort();

describe('every problem type', () => {
  it('has its paragraph in docs/problems.md, and nothing else has', () => {
    const text = readFileSync('docs/problems.md', 'utf8');
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
      heading.replaceAll('`', '').trim(),
    );
    expect(headings.sort()).toEqual(CODES);
    for (const paragraph of text.split(/^## .+$/m).slice(1))
      expect(paragraph.trim().length).toBeGreaterThan(20);
  });

  it('is found at its own URL', async () => {
    const page = await (await test.get('/problems')).text();
    for (const code of CODES) expect(page).toContain(`id="${code}"`);
    const ids = [...page.matchAll(/\bid="([A-Z_]+)"/g)].map(([, id]) => id);
    expect(ids.sort()).toEqual(CODES);
  });
});

describe('a problem', () => {
  it('is a document for machines and a page for people, with the same status', async () => {
    const document = await test.get('/nothing', { accept: 'application/json' });
    expect([document.status, document.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(await document.json()).toEqual({
      type: `${PUBLIC_URL}/problems#NOT_FOUND`,
      title: PROBLEM_TYPES.NOT_FOUND.title,
      status: 404,
      detail: expect.any(String),
    });
    const page = await test.get('/nothing', { accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  it('that nobody expected says nothing but the number under which the log has it', async () => {
    const response = await test.get('/frameworks', { accept: 'application/json' });
    const problem = await response.json();
    expect(problem).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: 500,
      requestId: response.headers.get('x-request-id'),
    });
    expect(test.log()).toContain(problem.requestId);
    expect(test.log()).toContain('SECRET detail');
    const page = await test.get('/', { accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8']);
    expect(await page.text()).not.toContain('SECRET');
  });

  it('is a page for people even when the store is away, with the status that it has', async () => {
    const { findIssuer } = test.issuing.store;
    test.issuing.store.findIssuer = () => Promise.reject(new Error('SECRET away'));
    try {
      for (const [path, status] of [
        ['/', 500],
        ['/nothing', 404],
      ] as const) {
        const page = await test.get(path, { accept: 'text/html' });
        expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=UTF-8']);
        expect(await page.text()).not.toContain('SECRET');
      }
    } finally {
      test.issuing.store.findIssuer = findIssuer;
    }
  });

  it('is not the answer to a health check of a store that is away, which is 503', async () => {
    const ping = test.issuing.store.ping;
    test.issuing.store.ping = () => Promise.reject(new Error('SECRET away'));
    try {
      const response = await test.get('/healthz');
      expect([response.status, await response.json()]).toMatchObject([503, { status: 'failing' }]);
    } finally {
      test.issuing.store.ping = ping;
    }
  });
});
