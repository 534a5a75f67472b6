import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { CredentialRecord } from '../../src/store/records.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
let credential: CredentialRecord;
let path: string;
beforeAll(async () => {
  test = await openTestApp();
  const issued = await issueCredential(test.issuing, partAward(), { actor: 'test' });
  credential = issued.credential;
  path = `/c/${issued.share?.id}`;
});
afterAll(() => test.close());

const sha256 = (bytes: ArrayBuffer | string) =>
  createHash('sha256')
    .update(typeof bytes === 'string' ? bytes : Buffer.from(bytes))
    .digest('hex');

describe('a share link', () => {
  it.each([
    [
      'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
      'text/html; charset=UTF-8',
    ],
    ['*/*', 'text/html; charset=UTF-8'],
    ['', 'text/html; charset=UTF-8'],
    ['image/png', 'text/html; charset=UTF-8'],
    ['application/vc', 'application/vc'],
    ['application/vc+ld+json', 'application/vc+ld+json'],
    ['application/ld+json;q=0.9, text/html;q=0.5', 'application/ld+json'],
    ['application/vc, application/did+json, application/ld+json, application/json;q=0.9', 'application/vc'],
    ['application/json', 'application/json'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const response = await test.get(path, accept === '' ? {} : { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('vary')).toMatch(/\baccept\b/i);
    if (!type.startsWith('text/html')) expect(await response.text()).toBe(credential.body);
  });

  it('serves the very bytes that were stored, so their digest is that of the record', async () => {
    for (const [suffix, accept] of [
      ['.json', '*/*'],
      ['', 'application/vc'],
    ] as const) {
      const response = await test.get(path + suffix, { accept });
      expect(sha256(await response.arrayBuffer())).toBe(sha256(credential.body));
    }
    expect((await test.get(`${path}.json`)).headers.get('content-type')).toBe('application/json');
  });

  it('has a page that says who awarded what to whom', async () => {
    const page = await (await test.get(path)).text();
    for (const word of ['Ana Núñez', 'Test County Office of Education', credential.name.slice(0, 20)])
      expect(page).toContain(word);
  });

  it('has its QR code as SVG and PNG', async () => {
    const svg = await test.get(`${path}.qr.svg`);
    expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await svg.text()).toMatch(/^<svg[^>]* xmlns=/);
    const png = await test.get(`${path}.qr.png`);
    expect(png.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('says in its QR code that it is a sample, in practice mode only', async () => {
    const [page, svg] = await Promise.all([test.get(path), test.get(`${path}.qr.svg`)]);
    for (const response of [page, svg]) expect(await response.text()).not.toContain('>SAMPLE</text>');
    const { issuing } = test;
    issuing.sample = true;
    try {
      expect(await (await test.get(`${path}.qr.svg`)).text()).toContain('>SAMPLE</text>');
      const shown = /<div class="qr">.*?<\/svg>/s.exec(await (await test.get(path)).text())?.[0];
      expect(shown).toContain('>SAMPLE</text>');
    } finally {
      issuing.sample = false;
    }
  });

  it('is kept by no cache and no search engine, and readable from other sites', async () => {
    for (const suffix of ['', '.json', '.png', '.svg', '.qr.svg', '.qr.png']) {
      const { headers } = await test.get(path + suffix);
      expect(headers.get('x-robots-tag')).toMatch(/noindex/);
      expect(headers.get('cache-control')).toMatch(/no-store/);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it.each(['.exe', '.toString', '.json.json', '.qr', '.JSON', '/x'])('has nothing at %s', async (suffix) => {
    expect((await test.get(path + suffix, { accept: 'application/json' })).status).toBe(404);
  });

  it('does not tell a link that never was from one that is misspelled', async () => {
    for (const id of ['AAAAAAAAAAAAAAAA', 'short', '..%2f..%2fetc', '%00']) {
      const response = await test.get(`/c/${id}`, { accept: 'application/json' });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('is not in the log', async () => {
    await test.get(path);
    expect(test.log()).toContain('/c/…');
    expect(test.log()).not.toContain(path);
    const id = path.replace('/c/', '');
    // Without a token: the link stays on.
    await test.app.request(`/api/shares/${id}`, { method: 'DELETE' });
    expect(test.log()).toContain('/api/shares/…');
    expect(test.log()).not.toContain(id);
  });
});

describe('a share link that its owner turned off', () => {
  let off: string;
  let id: string;
  beforeAll(async () => {
    const { share } = await issueCredential(test.issuing, partAward('tlms-2'), { actor: 'test' });
    id = share?.id ?? '';
    off = `/c/${id}`;
    const turnedOff = await test.app.request(`/api/shares/${id}`, {
      method: 'DELETE',
      headers: test.bearer('manage'),
    });
    expect(turnedOff.status).toBe(204);
  });

  it('is 410 in every form, and says that the credential may well be good', async () => {
    for (const suffix of ['', '.json', '.png', '.svg', '.qr.svg', '.qr.png']) {
      const response = await test.get(off + suffix, { accept: 'application/json' });
      expect(response.status).toBe(410);
      expect(await response.json()).toMatchObject({
        type: `${PUBLIC_URL}/problems#SHARE_TURNED_OFF`,
        status: 410,
      });
    }
    const page = await test.get(off, { accept: 'text/html' });
    expect([page.status, await page.text()]).toEqual([
      410,
      expect.stringContaining('does not mean the credential is invalid'),
    ]);
    expect(page.headers.get('x-robots-tag')).toMatch(/noindex/);
    expect(page.headers.get('cache-control')).toMatch(/no-store/);
  });

  it('stays off, and turning it off again is no error', async () => {
    const again = await test.app.request(`/api/shares/${id}`, {
      method: 'DELETE',
      headers: test.bearer('manage'),
    });
    expect(again.status).toBe(204);
    expect((await test.get(off)).status).toBe(410);
    const events = (await test.issuing.store.listAudit({ limit: 1_000 })).filter(
      ({ action }) => action === 'share-turned-off',
    );
    expect(events).toMatchObject([{ actor: 'token:test-manage' }]);
  });

  it('leaves the credential, and other links, as they were', async () => {
    expect((await test.get(path)).status).toBe(200);
    const listed = await test.get('/api/credentials', test.bearer('read'));
    expect((await listed.json()).credentials).toHaveLength(2);
  });
});
