import { Resvg } from '@resvg/resvg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { CredentialRecord } from '../../src/store/records.ts';
import { openFile } from '../../src/verify/containers/open-file.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

/** The badge of a shared credential, with the credential in it. */
let test: TestApp;
let credential: CredentialRecord;
let path: string;
beforeAll(async () => {
  test = await openTestApp();
  const issued = await issueCredential(test.issuing, partAward('tlms-3'), { actor: 'test' });
  credential = issued.credential;
  path = `/c/${issued.share?.id}`;
});
afterAll(() => test.close());

const bytesAt = async (suffix: string) =>
  new Uint8Array(await (await test.get(path + suffix, { accept: '*/*' })).arrayBuffer());

describe.each([
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
])('a shared credential as %s', (suffix, type) => {
  it('has the very bytes in it that were stored, and nothing to remark', async () => {
    const [held, ...more] = await openFile(await bytesAt(suffix));
    expect(more).toEqual([]);
    expect(held).toMatchObject({ kind: 'bytes', findings: [] });
    expect(held?.kind === 'bytes' && Buffer.from(held.bytes).toString()).toBe(credential.body);
  });

  it('is valid when it is handed in', async () => {
    const { app } = test;
    const answer = await app.request('/api/verify', { method: 'POST', body: await bytesAt(suffix) });
    expect(await answer.json()).toMatchObject({ verdict: 'valid', credential: { id: credential.id } });
    const form = new FormData();
    form.set('file', new File([await bytesAt(suffix)], `badge${suffix}`, { type }));
    expect(await (await app.request('/verify', { method: 'POST', body: form })).text()).toContain(
      'Ana Núñez',
    );
  });

  it('is a file with a name of its own, and kept by nobody', async () => {
    const { status, headers } = await test.get(path + suffix);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="[a-z][a-z0-9-]{5,80}\\${suffix}"$`),
    );
    expect(headers.get('cache-control')).toMatch(/no-store/);
    expect(headers.get('x-robots-tag')).toMatch(/noindex/);
  });

  it('is offered on its page, with the warning that networks strip it', async () => {
    const page = await (await test.get(path, { accept: 'text/html' })).text();
    expect(page).toContain(`${path}${suffix}"`);
    expect(page).toContain('LinkedIn, Slack and Google strip it');
  });

  it('says that it is a sample, in practice mode', async () => {
    const { issuing } = test;
    const before = await bytesAt(suffix);
    issuing.sample = true;
    try {
      const response = await test.get(path + suffix);
      expect(response.headers.get('content-disposition')).toMatch(/"sample-/);
      const after = new Uint8Array(await response.arrayBuffer());
      expect(Buffer.compare(before, after)).not.toBe(0);
      if (suffix === '.svg') expect(Buffer.from(after).toString()).toContain('>SAMPLE</text>');
    } finally {
      issuing.sample = false;
    }
  });
});

it('the PNG has its letters, from a font of ours', async () => {
  const svg = Buffer.from(await bytesAt('.svg')).toString();
  const silent = new Resvg(svg, { fitTo: { mode: 'width', value: 800 }, font: { loadSystemFonts: false } });
  const without = silent.render().asPng();
  expect((await bytesAt('.png')).length - credential.body.length).toBeGreaterThan(without.length + 5_000);
});
