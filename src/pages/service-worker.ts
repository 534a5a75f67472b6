/**
 * Makes the verifier page work without a network: its own files and the operator's policy, as this browser last had them. What is asked
 * of other sites (keys, lists, credentials) passes by here untouched, and nothing is kept of an address with a query, which may name a
 * credential.
 */

/** What the build puts in: the page's files, and what tells this build from others. */
declare const PAGE_FILES: readonly string[];
declare const PAGE_VERSION: string;

/** The part of the service worker scope that is used here; TypeScript cannot load it beside the window's types. */
interface Scope {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listen: (event: Lasting & Asked) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;
const PREFIX = 'lectern-page-';
const CACHE = `${PREFIX}${PAGE_VERSION}`;
const ROOT = new URL('./', globalThis.location.href);
const POLICY = new URL('policy.json', ROOT).href;
/** On a kept policy: of when it is. Whom to trust may have changed since, so the page says that it is a copy (`read-policy.ts`). */
const KEPT_AT = 'lectern-kept-at';

scope.addEventListener('install', (event) => event.waitUntil(keepFiles()));
scope.addEventListener('activate', (event) => event.waitUntil(dropFormerBuilds()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== ROOT.origin) return;
  if (PAGE_FILES.includes(url.pathname.slice(ROOT.pathname.length)))
    event.respondWith(answerFromCache(request));
  else if (request.mode === 'navigate' || url.href === POLICY)
    event.respondWith(answerFromNetwork(request, url));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  const files = PAGE_FILES.map((file) => new URL(file, ROOT).href);
  await cache.addAll([...files, scope.registration.scope]);
  const policy = await fetch(POLICY, { cache: 'no-cache' });
  if (policy.ok) await cache.put(POLICY, await stamp(policy));
  await scope.skipWaiting();
}

async function dropFormerBuilds(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await scope.clients.claim();
}

/** A built file never changes: its name has its digest. */
async function answerFromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.url)) ?? fetch(request);
}

/** What may have changed: the network's answer, kept for when there is none. */
async function answerFromNetwork(request: Request, { origin, pathname, search }: URL): Promise<Response> {
  const cache = await caches.open(CACHE);
  const key = `${origin}${pathname}`;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && search === '')
      await cache.put(key, key === POLICY ? await stamp(answer.clone()) : answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function stamp(answer: Response): Promise<Response> {
  return new Response(await answer.arrayBuffer(), { headers: { [KEPT_AT]: new Date().toISOString() } });
}
