import { type Context, Hono } from 'hono';
import { readFrameworks, readProgram } from '../../issuer/read-program.ts';
import { utf8 } from '../../model/bytes.ts';
import { completeLink } from '../../model/complete-link.ts';
import type { VerificationResult } from '../../model/verification.ts';
import { FetchFailure } from '../../model/verification.ts';
import { readLinkLines } from '../../present/many/read-link-lines.ts';
import { fetchSharedParts } from '../../verify/read-secured.ts';
import { verifyBytes, verifyFiles } from '../../verify/verify-bytes.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { limitRate } from '../limit-rate.ts';
import { PROBLEM_TYPES } from '../problem-response.ts';
import { HomePage } from '../views/home-page.tsx';
import { ProblemsPage } from '../views/problems-page.tsx';
import { VerifyPage } from '../views/verify-page.tsx';
import { operatorPolicy } from './policies.ts';

/** Pages that are about no single record. */
export const pages = new Hono<HttpEnv>()
  .get('/', async (c) => {
    const { store } = c.var.deps.issuing;
    const frameworks = await readFrameworks(store);
    const [published, achievements] = await Promise.all([store.listPrograms(), store.listAchievements()]);
    const programs = await Promise.all(
      published.map(async ({ code, version }) => ({
        program: await readProgram(store, frameworks, code, version),
        achievements: achievements.filter(({ programCode }) => programCode === code),
      })),
    );
    return c.html(<HomePage instance={await instanceOf(c)} programs={programs} />);
  })
  .get('/verify', async (c) => {
    const url = c.req.query('url');
    c.header('x-robots-tag', 'noindex');
    return c.html(
      <VerifyPage
        instance={await instanceOf(c)}
        {...(url === undefined ? {} : { url: url.slice(0, 2_000) })}
      />,
    );
  })
  .post('/verify', limitRate(60), async (c) => {
    c.header('cache-control', 'no-store');
    c.header('x-robots-tag', 'noindex');
    const answer = await checkForm(c);
    return c.html(<VerifyPage instance={await instanceOf(c)} {...answer} />);
  })
  .get('/problems', async (c) => {
    const problems = Object.entries(PROBLEM_TYPES).map(([code, problem]) => ({ code, ...problem }));
    return c.html(<ProblemsPage instance={await instanceOf(c)} problems={problems} />);
  });

/** The form that works without JavaScript: files, or what was pasted into `credential`, a text or a link; `url` has a link only. */
async function checkForm(c: Context<HttpEnv>): Promise<{ result: VerificationResult } | { problem: string }> {
  const { fetchDocument, issuing } = c.var.deps;
  const form = await readForm(c);
  if (form === null) return { problem: 'The form did not arrive whole. Try again.' };
  const { file, credential, url } = form;
  const options = { fetchDocument, now: issuing.now(), policy: await operatorPolicy(c) };
  const uploads = [file].flat().filter((one) => one instanceof File && one.size > 0) as File[];
  const text = typeof credential === 'string' ? credential.trim() : '';
  const typed = typeof url === 'string' ? url.trim() : '';
  if ([uploads.length > 0, text !== '', typed !== ''].filter(Boolean).length > 1) {
    return { problem: 'There is more than one thing to check here: give a file, a text or a link.' };
  }
  if (uploads.length > 0) {
    const files = await Promise.all(uploads.map(async (one) => new Uint8Array(await one.arrayBuffer())));
    return { result: await verifyFiles(files, options) };
  }
  const link = completeLink(typed === '' ? text : typed) ?? typed;
  if (link === '') {
    if (text === '') return { problem: 'Choose a file, paste a credential, or give its link.' };
    if (readLinkLines(text) !== null)
      return { problem: 'Without JavaScript one link is checked at a time. Leave one of them.' };
    return { result: await verifyBytes(utf8(text), options) };
  }
  try {
    const bytes = await fetchCredential(c, link);
    const companions = await fetchSharedParts(link, bytes, (url) => fetchCredential(c, url));
    return { result: await verifyBytes(bytes, { ...options, companions }) };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return { problem: 'We could not get a credential from this link. Check it, or use the file instead.' };
  }
}

/** Null for a body that is not the form that it says it is. */
async function readForm(c: Context<HttpEnv>): Promise<Awaited<ReturnType<typeof c.req.parseBody>> | null> {
  try {
    return await c.req.parseBody({ all: true });
  } catch (error) {
    // What the platform throws for it (Fetch, Body.formData); a body over the limit is another error.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A share link of this instance is read from the store; any other link from the network, within its limits. */
async function fetchCredential(c: Context<HttpEnv>, link: string): Promise<Uint8Array<ArrayBuffer>> {
  const { issuing, fetchBytes } = c.var.deps;
  const shareUrl = `${issuing.publicUrl}/c/`;
  if (link.startsWith(shareUrl)) {
    const found = await issuing.store.getShare(link.slice(shareUrl.length).split(/[.?#]/)[0] ?? '');
    if (found === null || found.share.turnedOffAt !== null) throw new FetchFailure('not-found');
    return utf8(found.credential.body);
  }
  return fetchBytes(link);
}
