import { type Context, Hono } from 'hono';
import { readStoredCredential } from '../../issuer/read-stored-credential.ts';
import { readTranslations } from '../../issuer/read-translations.ts';
import { AppError } from '../../model/problem.ts';
import { renderQrPng, renderQrSvg } from '../../present/qr.ts';
import { achievementId } from '../../program/achievement-ids.ts';
import type { CredentialRecord } from '../../store/records.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { CREDENTIAL_TYPES, negotiate } from '../negotiate.ts';
import { SharePage } from '../views/share-page.tsx';
import { operatorPolicy } from './policies.ts';

type ShareContext = Context<HttpEnv>;

/** Other forms of `/c/{shareId}`, by suffix. A new form is one line. */
const FORMS: Record<
  string,
  (c: ShareContext, credential: CredentialRecord, shareUrl: string) => Response | Promise<Response>
> = {
  '': servePageOrCredential,
  '.json': (c, credential) => serveCredential(c, credential, 'application/json'),
  '.qr.svg': (c, _, shareUrl) => {
    const { sample } = c.var.deps.issuing;
    return c.body(renderQrSvg(shareUrl, { sample }), 200, { 'content-type': 'image/svg+xml' });
  },
  '.qr.png': async (_, __, shareUrl) =>
    new Response(new Uint8Array(await renderQrPng(shareUrl)), { headers: { 'content-type': 'image/png' } }),
};

/** What a teacher's link opens: a page for people, the credential for machines, its QR code. 410 once it is turned off. */
export const shares = new Hono<HttpEnv>().get('/c/:share{[A-Za-z0-9_-]{14,64}(\\.[a-z.]+)?}', async (c) => {
  const [id = '', ...suffix] = c.req.param('share').split('.');
  const form = FORMS[suffix.length === 0 ? '' : `.${suffix.join('.')}`];
  const { issuing } = c.var.deps;
  const found = await issuing.store.getShare(id);
  if (found === null || form === undefined) throw new AppError('NOT_FOUND', 'There is no such link.');
  c.header('x-robots-tag', 'noindex, nofollow, noarchive');
  // A link can be turned off: nobody may keep what it showed.
  c.header('cache-control', 'private, no-store');
  if (found.share.turnedOffAt !== null)
    throw new AppError('SHARE_TURNED_OFF', 'This link was turned off by its owner.');
  return form(c, found.credential, `${issuing.publicUrl}/c/${id}`);
});

function servePageOrCredential(
  c: ShareContext,
  credential: CredentialRecord,
  shareUrl: string,
): Response | Promise<Response> {
  c.header('vary', 'Accept');
  const type = negotiate(c, CREDENTIAL_TYPES);
  return type === 'text/html' ? servePage(c, credential, shareUrl) : serveCredential(c, credential, type);
}

/** The stored bytes, unchanged: the digest of what is served is the digest of what was parsed. */
function serveCredential(c: ShareContext, { body }: CredentialRecord, type: string): Response {
  return c.body(body, 200, { 'content-type': type });
}

async function servePage(c: ShareContext, record: CredentialRecord, shareUrl: string): Promise<Response> {
  const { issuing } = c.var.deps;
  const result = await verifyCredential(readStoredCredential(record), {
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
    policy: await operatorPolicy(c),
  });
  const { achievement } = record;
  const framework = c.req.query('framework');
  const links = achievement === null ? {} : { achievementUrl: achievementId(issuing.publicUrl, achievement) };
  return c.html(
    <SharePage
      instance={await instanceOf(c)}
      shareUrl={shareUrl}
      result={result}
      kind={record.kind}
      qrSvg={renderQrSvg(shareUrl, { sample: issuing.sample })}
      seeIn={{
        translations: await readTranslations(issuing, result.credential?.alignments ?? []),
        ...(framework === undefined ? {} : { chosen: framework }),
      }}
      {...links}
    />,
  );
}
