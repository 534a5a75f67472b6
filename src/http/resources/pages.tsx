import { type Context, Hono } from 'hono';
import { readFrameworks, readProgram } from '../../issuer/read-program.ts';
import { utf8 } from '../../model/bytes.ts';
import { completeLink } from '../../model/complete-link.ts';
import { findCredentialLink } from '../../model/credential-link.ts';
import type { Policy } from '../../model/policy.ts';
import type { VerificationResult } from '../../model/verification.ts';
import { FetchFailure } from '../../model/verification.ts';
import { isIssuedHere } from '../../present/is-issued-here.ts';
import { readLinkLines } from '../../present/many/read-link-lines.ts';
import type { Receipt } from '../../present/receipt/receipt.ts';
import { receiptOf } from '../../present/receipt/receipt-of.ts';
import { recheckUrlOf } from '../../present/receipt/recheck-url.ts';
import { verifierPath } from '../../present/verifier-path.ts';
import { WORDS } from '../../present/words/all-words.ts';
import type { FormProblem } from '../../present/words/problem-words.ts';
import { LANGUAGES, type Language, type Words } from '../../present/words/words.ts';
import { fetchSharedParts } from '../../verify/read-secured.ts';
import { verifyBytes, verifyFiles } from '../../verify/verify-bytes.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { limitRate } from '../limit-rate.ts';
import { negotiateLanguage } from '../negotiate-language.ts';
import { PROBLEM_TYPES } from '../problem-response.ts';
import { HomePage } from '../views/home-page.tsx';
import type { Instance } from '../views/instance.ts';
import { ProblemsPage } from '../views/problems-page.tsx';
import { VerifyPage } from '../views/verify-page.tsx';
import { operatorPolicy } from './policies.ts';

/** The verifier page in a language that someone chose; at `/verify` the browser's languages decide. */
const IN_LANGUAGE = `/:language{${LANGUAGES.join('|')}}/verify` as const;
const limitForms = limitRate(60);

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
  .get('/verify', (c) => serveVerifier(c, negotiateLanguage(c)))
  .get(IN_LANGUAGE, (c) => serveVerifier(c, c.req.param('language') as Language))
  .post('/verify', limitForms, (c) => answerForm(c, negotiateLanguage(c)))
  .post(IN_LANGUAGE, limitForms, (c) => answerForm(c, c.req.param('language') as Language))
  .get('/problems', async (c) => {
    const problems = Object.entries(PROBLEM_TYPES).map(([code, problem]) => ({ code, ...problem }));
    return c.html(<ProblemsPage instance={await instanceOf(c)} problems={problems} />);
  });

async function serveVerifier(c: Context<HttpEnv>, language: Language): Promise<Response> {
  const url = c.req.query('url');
  c.header('x-robots-tag', 'noindex');
  return c.html(
    <VerifyPage
      words={WORDS[language]}
      instance={await instanceOf(c)}
      {...(url === undefined ? {} : { url: url.slice(0, 2_000) })}
    />,
  );
}

async function answerForm(c: Context<HttpEnv>, language: Language): Promise<Response> {
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex');
  const words = WORDS[language];
  const answer = await checkForm(c);
  const instance = await instanceOf(c);
  const receipt = 'result' in answer ? { receipt: await writeReceipt(answer, instance, words) } : {};
  return c.html(<VerifyPage words={words} instance={instance} {...answer} {...receipt} />);
}

interface Checked {
  result: VerificationResult;
  policy: Policy;
  /** What was handed in: a file’s name, or a link. */
  source: string;
}

function writeReceipt(
  { result, policy, source }: Checked,
  { publicUrl, sample }: Instance,
  words: Words,
): Promise<Receipt> {
  return receiptOf(result, {
    words,
    policyName: policy.name,
    source,
    checkedWith: 'site',
    recheckUrl: recheckUrlOf(`${publicUrl}${verifierPath(words.language)}`, source),
    isSample: sample && isIssuedHere(result, publicUrl),
    timeZone: 'UTC',
  });
}

/** The form that works without JavaScript: files, or what was pasted into `credential`, a text or a link; `url` has a link only. */
async function checkForm(c: Context<HttpEnv>): Promise<Checked | { problem: FormProblem }> {
  const { fetchDocument, issuing } = c.var.deps;
  const form = await readForm(c);
  if (form === null) return { problem: 'not-whole' };
  const { file, credential, url } = form;
  const policy = await operatorPolicy(c);
  const options = { fetchDocument, now: issuing.now(), policy };
  const uploads = [file].flat().filter((one) => one instanceof File && one.size > 0) as File[];
  const text = typeof credential === 'string' ? credential.trim() : '';
  const typed = typeof url === 'string' ? url.trim() : '';
  if ([uploads.length > 0, text !== '', typed !== ''].filter(Boolean).length > 1) {
    return { problem: 'several' };
  }
  if (uploads.length > 0) {
    const files = await Promise.all(uploads.map(async (one) => new Uint8Array(await one.arrayBuffer())));
    const source = uploads.map(({ name }) => name).join(', ');
    return { result: await verifyFiles(files, options), policy, source };
  }
  const link = findCredentialLink(completeLink(typed === '' ? text : typed) ?? typed);
  if (link === '') {
    if (text === '') return { problem: 'nothing' };
    if (readLinkLines(text) !== null) return { problem: 'several-links' };
    return { result: await verifyBytes(utf8(text), options), policy, source: '–' };
  }
  try {
    const bytes = await fetchCredential(c, link);
    const companions = await fetchSharedParts(link, bytes, (url) => fetchCredential(c, url));
    return { result: await verifyBytes(bytes, { ...options, companions }), policy, source: link };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return { problem: 'no-credential-at-link' };
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
