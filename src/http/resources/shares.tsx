import { type Context, Hono } from 'hono';
import type { IssuedCredential } from '../../issuer/finish-issuance.ts';
import { readStoredCredential } from '../../issuer/read-stored-credential.ts';
import { readTranslations } from '../../issuer/read-translations.ts';
import { listRecordContents } from '../../issuer/record/list-contents.ts';
import { findRecord, makeRecord } from '../../issuer/record/make-record.ts';
import { utf8 } from '../../model/bytes.ts';
import { AppError } from '../../model/problem.ts';
import { renderQrSvg } from '../../present/qr.ts';
import { renderQrPng } from '../../present/qr-png.ts';
import { WORDS } from '../../present/words/all-words.ts';
import { achievementId } from '../../program/achievement-ids.ts';
import type { CredentialRecord } from '../../store/records.ts';
import { readSecured } from '../../verify/read-secured.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { limitRate } from '../limit-rate.ts';
import { CREDENTIAL_TYPES, negotiate } from '../negotiate.ts';
import { negotiateLanguage } from '../negotiate-language.ts';
import { requireSameOrigin } from '../require-same-origin.ts';
import { hasBadge, serveBakedPng, serveBakedSvg } from '../shared-picture.ts';
import type { FullRecordOffer } from '../views/page-props.ts';
import { RecordPage } from '../views/record-page.tsx';
import { SharePage } from '../views/share-page.tsx';
import { operatorPolicy } from './policies.ts';

type ShareContext = Context<HttpEnv>;

/** Other forms of `/c/{shareId}`, by suffix. A new form is one line. */
const FORMS: Record<
  string,
  (c: ShareContext, credential: CredentialRecord, shareUrl: string) => Response | Promise<Response>
> = {
  '': servePageOrCredential,
  '.json': (c, credential, shareUrl) => serveCredential(c, credential, shareUrl, 'application/json'),
  '.record.json': serveRecord,
  '.png': serveBakedPng,
  '.svg': serveBakedSvg,
  '.qr.svg': (c, _, shareUrl) => {
    const { sample } = c.var.deps.issuing;
    return c.body(renderQrSvg(shareUrl, { sample }), 200, { 'content-type': 'image/svg+xml' });
  },
  '.qr.png': async (_, __, shareUrl) =>
    new Response(new Uint8Array(await renderQrPng(shareUrl)), { headers: { 'content-type': 'image/png' } }),
};

/**
 * What a teacher's link opens: a page for people, the credential for machines, its badge with the credential in it, its QR code. 410 once it is turned off. A full
 * credential's page also makes its full record, when somebody presses the button: to GET changes nothing.
 */
export const shares = new Hono<HttpEnv>()
  .get('/c/:share{[A-Za-z0-9_-]{14,64}(\\.[a-z.]+)?}', async (c) => {
    const [id = '', ...suffix] = c.req.param('share').split('.');
    const form = FORMS[suffix.length === 0 ? '' : `.${suffix.join('.')}`];
    const credential = form === undefined ? null : await openShare(c, id);
    if (form === undefined || credential === null) throw new AppError('NOT_FOUND', 'There is no such link.');
    return form(c, credential, `${c.var.deps.issuing.publicUrl}/c/${id}`);
  })
  .post('/c/:share{[A-Za-z0-9_-]{14,64}}/record', limitRate(20), requireSameOrigin, async (c) => {
    const id = c.req.param('share');
    const credential = await openShare(c, id);
    if (credential === null) throw new AppError('NOT_FOUND', 'There is no such link.');
    const { share } = await makeRecord(c.var.deps.issuing, credential.id, { actor: 'share-link' });
    const isOpen = share !== null && share.turnedOffAt === null;
    return c.redirect(isOpen ? `/c/${share.id}` : `/c/${id}.record.json`, 303);
  });

/** What a link leads to; null if there is no such link. Rejects with AppError SHARE_TURNED_OFF. */
async function openShare(c: ShareContext, id: string): Promise<CredentialRecord | null> {
  const found = await c.var.deps.issuing.store.getShare(id);
  if (found === null) return null;
  c.header('x-robots-tag', 'noindex, nofollow, noarchive');
  // A link can be turned off: nobody may keep what it showed.
  c.header('cache-control', 'private, no-store');
  if (found.share.turnedOffAt !== null)
    throw new AppError('SHARE_TURNED_OFF', 'This link was turned off by its owner.');
  return found.credential;
}

function servePageOrCredential(
  c: ShareContext,
  credential: CredentialRecord,
  shareUrl: string,
): Response | Promise<Response> {
  c.header('vary', 'Accept');
  const type = negotiate(c, CREDENTIAL_TYPES);
  return type === 'text/html'
    ? servePage(c, credential, shareUrl)
    : serveCredential(c, credential, shareUrl, type);
}

/** The stored bytes, unchanged: the digest of what is served is the digest of what was parsed. */
async function serveCredential(
  c: ShareContext,
  credential: CredentialRecord,
  shareUrl: string,
  type: string,
): Promise<Response> {
  if ((await lookUpRecord(c, credential)).record !== undefined)
    c.header('link', `<${shareUrl}.record.json>; rel="collection"; type="application/vc"`);
  return c.body(credential.body, 200, { 'content-type': type });
}

/** The full record of a full credential, if it was made. */
async function serveRecord(c: ShareContext, credential: CredentialRecord): Promise<Response> {
  const { record } = await lookUpRecord(c, credential);
  if (record === undefined)
    throw new AppError('NOT_FOUND', 'There is no full record of this credential yet.');
  return c.body(record.credential.body, 200, { 'content-type': 'application/vc' });
}

interface FoundRecord {
  record?: IssuedCredential;
  isWhole: boolean;
}

/** The record of a full credential as it would be made now, or why there can be none. */
async function lookUpRecord(c: ShareContext, { id, kind }: CredentialRecord): Promise<FoundRecord> {
  if (kind !== 'full') return { isWhole: false };
  try {
    const record = await findRecord(c.var.deps.issuing, id);
    return { isWhole: true, ...(record === null ? {} : { record }) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'RECORD_NOT_WHOLE') return { isWhole: false };
    throw error;
  }
}

async function servePage(c: ShareContext, record: CredentialRecord, shareUrl: string): Promise<Response> {
  const { issuing } = c.var.deps;
  const found = await lookUpRecord(c, record);
  const result = await verifyCredential(readStoredCredential(record), {
    // Whoever may see the record may see its parts.
    companions: found.record === undefined ? [] : await readSecured(utf8(found.record.credential.body)),
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
    policy: await operatorPolicy(c),
  });
  const page = {
    words: WORDS[negotiateLanguage(c)],
    instance: await instanceOf(c),
    shareUrl,
    hasBadge: hasBadge(record),
    result,
    qrSvg: renderQrSvg(shareUrl, { sample: issuing.sample }),
  };
  const fullId = await issuing.store.findFullOfRecord(record.id);
  if (fullId !== null)
    return c.html(<RecordPage {...page} {...(await listRecordContents(issuing, record))} />);
  const { achievement } = record;
  const framework = c.req.query('framework');
  const links = achievement === null ? {} : { achievementUrl: achievementId(issuing.publicUrl, achievement) };
  const offer = record.kind === 'full' ? { fullRecord: describeOffer(c, found, shareUrl) } : {};
  const seeIn = {
    translations: await readTranslations(issuing, result.credential?.alignments ?? []),
    ...(framework === undefined ? {} : { chosen: framework }),
  };
  return c.html(<SharePage {...page} kind={record.kind} seeIn={seeIn} {...links} {...offer} />);
}

function describeOffer(c: ShareContext, { record, isWhole }: FoundRecord, shareUrl: string): FullRecordOffer {
  if (record === undefined)
    return isWhole ? { state: 'to-make', action: `${shareUrl}/record` } : { state: 'none' };
  const { share } = record;
  const isOpen = share !== null && share.turnedOffAt === null;
  return {
    state: 'made',
    fileUrl: `${shareUrl}.record.json`,
    ...(isOpen ? { pageUrl: `${c.var.deps.issuing.publicUrl}/c/${share.id}` } : {}),
  };
}
