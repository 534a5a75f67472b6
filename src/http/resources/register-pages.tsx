import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describeIssuerRegistry } from '../../issuer/register/describe-issuer-registry.ts';
import { describeOwnIssuer, describeRegisterIssuer } from '../../issuer/register/describe-issuers.ts';
import { listOwnIssuers } from '../../issuer/register/list-own-issuers.ts';
import { describeEntry, listRegisterIssuers } from '../../issuer/register/list-register-issuers.ts';
import { REGISTER_KEPT_MS, readWholeRegister } from '../../issuer/register/read-whole-register.ts';
import { createSearch, MOST_SEARCH_CHARACTERS } from '../../issuer/register/search-text.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { negotiate } from '../negotiate.ts';
import { readQuery } from '../read-query.ts';
import { IssuersPage } from '../views/issuers-page.tsx';
import { RecognitionsPage } from '../views/recognitions-page.tsx';
import type { RegisterSearch } from '../views/register-search.tsx';

const PAGE = 50;
const CACHE = { 'cache-control': `public, max-age=${REGISTER_KEPT_MS / 1000}` };

const RegisterQuery = z.object({
  q: z.string().trim().max(MOST_SEARCH_CHARACTERS).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** The public register: who is recognized for what, since when. People see pages; machines have their own forms. */
export const registerPages = new Hono<HttpEnv>()
  .get('/recognitions', async (c, next) => {
    c.header('vary', 'Accept');
    if (negotiate(c, ['application/json']) !== 'text/html') return next();
    const { q, page } = readQuery(c, RegisterQuery);
    const register = await readWholeRegister(c.var.deps.issuing);
    const matches = createSearch(q);
    const found = register.entries.filter(({ issuer, achievement, givenBy }) =>
      matches([issuer.name, issuer.did, issuer.url, achievement?.name, achievement?.humanCode, givenBy.name]),
    );
    const byId = new Map(register.entries.map((entry) => [entry.id, entry]));
    const shown = pageOf(found, page).map((entry) => describeEntry(entry, byId, register.readAt));
    return c.html(
      <RecognitionsPage
        instance={await instanceOf(c)}
        recognitions={shown}
        search={searchOf('/recognitions', { q, page }, found, register.entries)}
      />,
    );
  })
  .get('/issuers', async (c) => {
    c.header('vary', 'Accept');
    const type = negotiate(c, ['application/json']);
    const { q, page } = readQuery(c, RegisterQuery);
    const { issuing } = c.var.deps;
    const register = await readWholeRegister(issuing);
    const matches = createSearch(q);
    const all = listRegisterIssuers(register, register.readAt);
    const found = all.filter(({ profile, recognitions }) =>
      matches([
        ...[profile.name, profile.did, profile.url],
        ...recognitions.flatMap(({ entry }) => [entry.achievement?.name, entry.achievement?.humanCode]),
      ]),
    );
    const shown = pageOf(found, page);
    // Of this instance there are a few; they stand on the first page.
    const own = (page === 1 ? await listOwnIssuers(issuing) : []).filter(({ issuer }) =>
      matches([issuer.name, issuer.did, issuer.url]),
    );
    const search = searchOf('/issuers', { q, page }, found, all);
    if (type !== 'text/html') {
      const body = {
        issuers: shown.map((issuer) => describeRegisterIssuer(issuing.publicUrl, issuer)),
        own: own.map(describeOwnIssuer),
        ...(search.next === undefined ? {} : { next: `${issuing.publicUrl}${search.next}` }),
      };
      return c.json(body, 200, CACHE);
    }
    return c.html(<IssuersPage instance={await instanceOf(c)} issuers={shown} own={own} search={search} />);
  })
  .get('/issuers/registry.json', async (c) => c.json(await readRegistry(c), 200, CACHE));

async function readRegistry(c: Context<HttpEnv>) {
  const { issuing } = c.var.deps;
  const register = await readWholeRegister(issuing);
  const issuer = await issuing.store.findIssuer('');
  return describeIssuerRegistry(register, issuer?.createdAt ?? register.readAt);
}

function pageOf<T>(list: readonly T[], page: number): T[] {
  return list.slice((page - 1) * PAGE, page * PAGE);
}

function searchOf(
  path: string,
  { q, page }: z.infer<typeof RegisterQuery>,
  found: readonly unknown[],
  all: readonly unknown[],
): RegisterSearch {
  const linkTo = (number: number) => {
    const query = new URLSearchParams({ ...(q === '' ? {} : { q }), page: String(number) });
    return `${path}?${query}`;
  };
  return {
    path,
    q,
    found: found.length,
    all: all.length,
    ...(page > 1 ? { previous: linkTo(page - 1) } : {}),
    ...(page * PAGE < found.length ? { next: linkTo(page + 1) } : {}),
  };
}
