import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let share: string;
beforeAll(async () => {
  test = await openTestApp();
  share = `/c/${(await issueCredential(test.issuing, partAward(), { actor: 'test' })).share?.id}`;
});
afterAll(() => test.close());

const PAGES = [
  '/',
  '/verify',
  '/verify?url=https://x.example/c/1',
  '/problems',
  '/achievements/tlms-1',
  '/frameworks/tlms',
  '/issuers',
  '/recognitions',
  '/nothing',
];
const ORIGIN = { origin: 'https://other.example' };

describe('pages', () => {
  it('run scripts and styles of this origin only, inline nothing, and are framed by nobody', async () => {
    for (const path of [...PAGES, share]) {
      const response = await test.get(path, { accept: 'text/html' });
      const policy = response.headers.get('content-security-policy') ?? '';
      const directives = Object.fromEntries(
        policy.split(';').map((part) => part.trim().split(/ (.*)/) as [string, string]),
      );
      expect([path, directives]).toMatchObject([
        path,
        {
          'default-src': "'none'",
          'script-src': "'self'",
          'style-src': "'self'",
          'worker-src': "'self'",
          'img-src': "'self' data:",
          'connect-src': "'self' https:",
          'form-action': "'self'",
          'base-uri': "'none'",
          'frame-ancestors': "'none'",
        },
      ]);
      const page = await response.text();
      expect(page).toMatch(/^<!DOCTYPE html>/i);
      expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>(?!\s*<\/script>)|\sstyle=|<style|\son[a-z]+=/i);
      for (const [, url = ''] of page.matchAll(/<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"/g))
        expect([path, url]).toEqual([
          path,
          expect.stringMatching(/^(\/(?!\/)|data:|https:\/\/badges\.county\.example\/)/),
        ]);
    }
  });

  it('tell nobody where a reader came from, and are not guessed at', async () => {
    for (const path of [...PAGES, share, '/healthz', '/status/1']) {
      const { headers } = await test.get(path);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('about a person, and the checks of what a person brought, are not indexed', async () => {
    for (const path of [share, '/verify', '/verify?url=https://x.example/'])
      expect([path, (await test.get(path)).headers.get('x-robots-tag')]).toEqual([
        path,
        expect.stringContaining('noindex'),
      ]);
    const form = new FormData();
    form.set('credential', '{}');
    const answer = await test.app.request('/verify', { method: 'POST', body: form });
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await test.get('/achievements/tlms-1')).headers.get('x-robots-tag')).toBeNull();
  });

  it('are given their files to keep for ever', async () => {
    const response = await test.get('/assets/style.css');
    expect([response.status, response.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    for (const path of [
      '/assets/../../test.sqlite',
      '/assets/%2e%2e/%2e%2e/test.sqlite',
      '/..%2ftest.sqlite',
      '/test.sqlite',
      '/keys',
    ])
      expect([path, (await test.get(path)).status]).toEqual([path, 404]);
  });

  it('do not keep what is missing for ever', async () => {
    const response = await test.get('/assets/none.css');
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control') ?? '').not.toMatch(/immutable/);
  });
});

describe('other sites', () => {
  it('may read what machines read, also where it is missing', async () => {
    const paths = [
      '/.well-known/did.json',
      '/status/1',
      '/achievements',
      '/achievements/tlms-1',
      '/frameworks/tlms',
      '/openapi.json',
      `${share}.json`,
      '/status/99',
      '/issuers/none/did.json',
    ];
    for (const path of paths)
      expect([path, (await test.get(path, ORIGIN)).headers.get('access-control-allow-origin')]).toEqual([
        path,
        '*',
      ]);
  });

  it('may not use the token of a reader, nor read what needs one', async () => {
    for (const path of ['/api/credentials', '/credentials/x', '/api/programs'])
      expect(
        (await test.get(path, { ...ORIGIN, ...test.bearer('read') })).headers.get(
          'access-control-allow-origin',
        ),
      ).toBeNull();
    const preflight = await test.app.request('/api/credentials', {
      method: 'OPTIONS',
      headers: {
        ...ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('are answered before they ask for a status list with headers of their own', async () => {
    const preflight = await test.app.request('/status/1', {
      method: 'OPTIONS',
      headers: {
        ...ORIGIN,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('if-none-match');
  });
});
