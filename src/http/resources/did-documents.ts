import { Hono } from 'hono';
import { requireIssuer } from '../../issuer/issuing.ts';
import { publishDidDocument } from '../../issuer/publish-did-document.ts';
import type { HttpEnv } from '../http-env.ts';

/** did:web documents: of the instance's own issuer, and of those under a path. */
export const didDocuments = new Hono<HttpEnv>()
  .get('/.well-known/did.json', async (c) => serve(c.var.deps.issuing, ''))
  .get('/issuers/:slug/did.json', async (c) => serve(c.var.deps.issuing, c.req.param('slug')));

async function serve(
  { store, signers }: HttpEnv['Variables']['deps']['issuing'],
  slug: string,
): Promise<Response> {
  const document = await publishDidDocument(await requireIssuer(store, slug), signers);
  return new Response(JSON.stringify(document), {
    headers: { 'content-type': 'application/did+json', 'cache-control': 'public, max-age=300' },
  });
}
