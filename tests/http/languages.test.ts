import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

async function readPage(path: string, language?: string, body?: FormData) {
  const response = await test.app.request(path, {
    headers: { accept: 'text/html', ...(language === undefined ? {} : { 'accept-language': language }) },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
  const html = await response.text();
  return {
    status: response.status,
    vary: response.headers.get('vary') ?? '',
    html,
    language: /<html lang="([^"]*)"/.exec(html)?.[1],
    title: /<title>([^<]*)/.exec(html)?.[1] ?? '',
  };
}

describe('the verifier page', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['ES-419,es;q=0.9,en;q=0.8', 'es'],
    ['en-US,en;q=0.9,es;q=0.8', 'en'],
    ['es;q=0.5, en;q=0.9', 'en'],
    ['de, es;q=0.3', 'es'],
    ['es;q=0, fr', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['est, enm', 'en'],
    [';;q=,,=;q=es', 'en'],
    ['x'.repeat(5_000), 'en'],
  ])('speaks the language that the browser likes best: %s', async (accepted, expected) => {
    const page = await readPage('/verify', accepted);
    expect([page.status, page.language]).toEqual([200, expected]);
    expect(page.vary.toLowerCase()).toContain('accept-language');
  });

  it('speaks one language at its own address, whatever the browser likes', async () => {
    expect(await readPage('/es/verify', 'en')).toMatchObject({ status: 200, language: 'es' });
    expect(await readPage('/en/verify', 'es')).toMatchObject({ status: 200, language: 'en' });
    expect((await readPage('/es/verify', 'en')).title).toMatch(/^Comprobar una credencial – /);
    expect((await readPage('/de/verify')).status).toBe(404);
  });

  it('leads to the same page in the other language, with the link that is being checked', async () => {
    const link = 'https://a.example/c/1?x=1&y=2';
    const asked = `?url=${encodeURIComponent(link)}`;
    const english = await readPage(`/en/verify${asked}`);
    expect(english.html).toContain(`<a href="/es/verify${asked}" lang="es" hreflang="es">Español</a>`);
    const spanish = await readPage(`/es/verify${asked}`);
    expect(spanish.html).toContain(`<a href="/en/verify${asked}" lang="en" hreflang="en">English</a>`);
    expect((await readPage('/es/verify')).html).toContain('href="/en/verify"');
  });

  it('answers a form in the language of its page', async () => {
    const page = await readPage('/es/verify');
    expect(page.html).toContain('action="/es/verify" method="post"');
    const body = new FormData();
    body.set('credential', 'nothing');
    const answer = await readPage('/es/verify', 'en', body);
    expect(answer).toMatchObject({ status: 200, language: 'es' });
    expect(answer.html).toContain('No encontramos una credencial');
    expect(answer.html).toContain('Esto se envió a nuestro servidor');
    const empty = await readPage('/es/verify', 'en', new FormData());
    expect(empty.html).toContain('Elija un archivo, pegue una credencial o escriba su enlace.');
  });

  it('answers at its old address in the language of the browser', async () => {
    const body = new FormData();
    body.set('credential', 'nothing');
    const answer = await readPage('/verify', 'es-US', body);
    expect([answer.language, answer.vary.toLowerCase()]).toEqual([
      'es',
      expect.stringContaining('accept-language'),
    ]);
  });
});

describe('the page of a share link', () => {
  it('speaks the language that its address or the browser asks for', async () => {
    const { share } = await issueCredential(test.issuing, partAward(), { actor: 'test' });
    const path = `/c/${share?.id}`;
    const spanish = await readPage(path, 'es-MX');
    expect(spanish.language).toBe('es');
    expect(spanish.vary.toLowerCase()).toMatch(/^accept, ?accept-language$/);
    for (const text of ['Válida', 'otorgó', 'Compruébela usted', 'href="?lang=en"', '/es/verify#url='])
      expect(spanish.html).toContain(text);
    expect(await readPage(`${path}?lang=es`, 'en')).toMatchObject({ language: 'es' });
    expect(await readPage(`${path}?lang=en`, 'es')).toMatchObject({ language: 'en' });
    expect(await readPage(`${path}?lang=%22%3E`, 'fr')).toMatchObject({ status: 200, language: 'en' });
  });
});
