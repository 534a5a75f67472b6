import { createHash } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '../model/problem.ts';
import { QR_SHEET_STYLE } from '../present/qr-sheet-style.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { messageResponse } from './message-response.tsx';
import { problemResponse } from './problem-response.ts';
import { achievements, programPages } from './resources/achievements.tsx';
import { audit } from './resources/audit.ts';
import { awards } from './resources/awards.ts';
import { batchEvents } from './resources/batch-events.ts';
import { batchFiles } from './resources/batch-files.ts';
import { batches } from './resources/batches.ts';
import { crosswalks } from './resources/crosswalks.ts';
import { didDocuments } from './resources/did-documents.ts';
import { expiring } from './resources/expiring.ts';
import { frameworks } from './resources/frameworks.tsx';
import { health } from './resources/health.ts';
import { notices } from './resources/notices.ts';
import { openApi } from './resources/open-api.ts';
import { pages } from './resources/pages.tsx';
import { policies } from './resources/policies.ts';
import { recognitions } from './resources/recognitions.ts';
import { register } from './resources/register.ts';
import { registerPages } from './resources/register-pages.tsx';
import { relay } from './resources/relay.ts';
import { shares } from './resources/shares.tsx';
import { statusLists } from './resources/status-lists.ts';
import { statusOrders } from './resources/status-orders.ts';
import { vcApi } from './resources/vc-api.ts';
import { verifyApi } from './resources/verify-api.ts';
import { webManifests } from './resources/web-manifests.ts';

/** What machines of other sites may read. */
const CROSS_ORIGIN = [
  '/.well-known/*',
  '/issuers/*',
  '/status/*',
  '/notices/*',
  // And what is below it.
  '/recognitions/*',
  '/achievements/*',
  '/frameworks/*',
  '/crosswalks/*',
  '/programs/*',
  '/c/*',
  '/openapi.json',
  '/policy.json',
  '/policy.schema.json',
];

/** The whole web surface. It holds no state of its own: `deps` has it all. */
export function createApp(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('deps', deps);
    c.set('requestId', crypto.randomUUID());
    const startedAt = performance.now();
    await next();
    // Afterwards, because an answer that a route made by itself does not have what was set before.
    c.header('x-request-id', c.var.requestId);
    deps.log.debug(
      {
        requestId: c.var.requestId,
        method: c.req.method,
        path: maskPath(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  });
  const secure = secureHeaders(securityHeaders(deps, "'self'"));
  const secureSheet = secureHeaders(securityHeaders(deps, `'sha256-${hashStyle(QR_SHEET_STYLE)}'`));
  app.use((c, next) => (c.req.path.endsWith('/qr-sheet.html') ? secureSheet : secure)(c, next));
  for (const path of CROSS_ORIGIN)
    app.use(path, cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['etag', 'link'] }));
  const limitBody = bodyLimit({
    maxSize: MAX_CREDENTIAL_BYTES + 64 * 1024,
    onError: () => {
      throw new AppError('PAYLOAD_TOO_LARGE', 'The body has more than 10 MB.');
    },
  });
  // A roster has a limit of its own, and is never held in memory.
  app.use((c, next) => (isRosterUpload(c.req) ? next() : limitBody(c, next)));

  app.use(async (c, next) => {
    // PostgreSQL cannot hold a NUL, so nothing can have one in its address.
    if (c.req.url.includes('%00')) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    await next();
  });

  for (const routes of [
    health,
    didDocuments,
    // Before the JSON form of the same address.
    registerPages,
    statusLists,
    notices,
    register,
    recognitions,
    statusOrders,
    shares,
    achievements,
    programPages,
    frameworks,
    crosswalks,
    // Before the credential of any id.
    expiring,
    awards,
    audit,
    batches,
    batchFiles,
    batchEvents,
    vcApi,
    verifyApi,
    relay,
    policies,
    openApi,
    webManifests,
    pages,
  ]) {
    app.route('/', routes);
  }
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use(serveStatic({ root: deps.pagesDir, precompressed: false }));

  app.notFound(() => {
    throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  });
  app.onError((error, c) => {
    const isForPeople =
      (c.req.method === 'GET' || (c.req.method === 'POST' && isFormOfOurs(c.req.path))) &&
      accepts(c, {
        header: 'Accept',
        supports: ['text/html', 'application/json', 'application/vc'],
        default: 'application/json',
      }) === 'text/html';
    return isForPeople ? messageResponse(c, error) : problemResponse(c, error);
  });
  return app;
}

/**
 * The id of a share link is a secret of its holder, and the key of a notice tells whose credential was looked at: no path is logged
 * below those that end in one.
 */
function maskPath(path: string): string {
  return path.replace(/^(\/c\/|\/api\/shares\/|\/notices\/).*/s, '$1…');
}

/** Sent by people from our pages, so what went wrong is answered with a page too. */
function isFormOfOurs(path: string): boolean {
  return /^(\/[a-z]{2})?\/verify$/.test(path) || path.startsWith('/c/');
}

function isRosterUpload({ method, path }: { method: string; path: string }): boolean {
  return method === 'POST' && path === '/api/batches';
}

/** For the one page that carries its style inside, because people keep it as a file: that very style and no other. */
function hashStyle(style: string): string {
  return createHash('sha256').update(style).digest('base64');
}

/** Scripts and styles from here only; pages fetch DID documents and status lists from anywhere, and send nothing. */
function securityHeaders({ issuing }: HttpDeps, styleSrc: string): Parameters<typeof secureHeaders>[0] {
  const isLocal = issuing.publicUrl.startsWith('http:');
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: [styleSrc],
      workerSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      manifestSrc: ["'self'"],
      connectSrc: ["'self'", 'https:', ...(isLocal ? ['http://localhost:*'] : [])],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // For the codes that the verifier page reads.
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
    referrerPolicy: 'no-referrer',
    crossOriginResourcePolicy: 'cross-origin',
    strictTransportSecurity: isLocal ? false : 'max-age=31536000',
  };
}
