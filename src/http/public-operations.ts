import { type Operation, TOO_MANY } from './operation.ts';

const PAGE_OR_JSON: [string, ...string[]] = ['As asked for by Accept', 'text/html', 'application/json'];

const CREDENTIAL: [string, ...string[]] = [
  'The credential as signed',
  'application/vc',
  'application/vc+ld+json',
  'application/ld+json',
  'application/json',
  'text/html',
];

const REGISTER_QUERY = {
  q: 'Only what has all these words, whatever their case and accents; at most 100 characters',
  page: 'Number of the page, from 1',
};

const VERIFIER_QUERY = { url: 'Address of a credential, filled in and checked' };

/** What people and other sites read: pages, credentials that are shared, and the documents that these lead to. */
export const PUBLIC_OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/', summary: 'Home page', answers: { 200: ['Page', 'text/html'] } },
  {
    method: 'get',
    path: '/verify',
    summary: 'Verifier page',
    query: VERIFIER_QUERY,
    answers: { 200: ['Page in the language that Accept-Language asks for', 'text/html'] },
  },
  {
    method: 'get',
    path: '/:language{en|es}/verify',
    summary: 'Verifier page in English or Spanish',
    query: VERIFIER_QUERY,
    answers: { 200: ['Page', 'text/html'] },
  },
  {
    method: 'post',
    path: '/verify',
    summary:
      'Verifier page without JavaScript: checked by the server. Fields: `file` (several belong together), or `credential` (the text of a credential, or its link), or `url` (its link)',
    body: 'anything',
    bodyType: 'multipart/form-data',
    answers: { 200: ['Page with the answer', 'text/html'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/:language{en|es}/verify',
    summary: 'The same in English or Spanish',
    body: 'anything',
    bodyType: 'multipart/form-data',
    answers: { 200: ['Page with the answer', 'text/html'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/relay',
    summary:
      'For the verifier page alone: a public key, status list or credential of a site that lets no other page read it, as it is',
    headers: { 'lectern-relay-url': 'Its address; https, at most 2,000 characters' },
    answers: {
      200: ['What is there', 'application/json', 'application/jwt'],
      403: ['Asked by another site, or not by a page', 'application/problem+json'],
      404: ['The other site has nothing there', 'application/problem+json'],
      422: ['Not an address that is fetched, or something else is there', 'application/problem+json'],
      502: ['The other site did not answer', 'application/problem+json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'get',
    path: '/c/:share{[A-Za-z0-9_-]{14,64}(\\.[a-z.]+)?}',
    summary:
      'A shared credential: page, credential, or with .json, .png, .svg, .qr.svg, .qr.png one form of it (.png and .svg: its badge with the credential baked in); with .record.json the full record of a full credential. Link with rel=collection names that record where there is one',
    answers: { 200: CREDENTIAL, 410: ['Turned off by its owner'] },
  },
  {
    method: 'post',
    path: '/c/:share{[A-Za-z0-9_-]{14,64}}/record',
    summary: 'The button of a full credential’s page: makes its full record, once, and leads there',
    answers: {
      303: ['To the record’s own page'],
      403: ['Sent from another site', 'application/problem+json'],
      409: ['Not all that it would hold is in force', 'application/problem+json'],
      410: ['Turned off by its owner'],
      ...TOO_MANY,
    },
  },
  {
    method: 'get',
    path: '/.well-known/did.json',
    summary: 'DID document of the instance’s issuer',
    answers: { 200: ['DID document', 'application/did+json'] },
  },
  {
    method: 'get',
    path: '/issuers/:slug/did.json',
    summary: 'DID document of an issuer under this instance',
    answers: { 200: ['DID document', 'application/did+json'] },
  },
  {
    method: 'get',
    path: '/status/:number{[1-9][0-9]{0,8}}',
    summary: 'Signed Bitstring Status List',
    headers: { 'If-None-Match': 'ETag of the list that is there already' },
    answers: { 200: ['Status list credential', 'application/vc'], 304: ['Not changed'] },
  },
  {
    method: 'get',
    path: '/notices/:key{[0-9a-f]{64}}',
    summary: 'What the issuer says of a credential that is not in force, under the SHA-256 of its id',
    answers: { 200: ['Standing, since when, a sentence, the corrected one', 'application/json'] },
  },
  {
    method: 'get',
    path: '/issuers',
    summary: 'Who is recognized, for what, since when: one entry an issuer',
    query: REGISTER_QUERY,
    answers: { 200: PAGE_OR_JSON },
  },
  {
    method: 'get',
    path: '/issuers/registry.json',
    summary: 'Issuers recognized as a whole, in the registry form of the Digital Credentials Consortium',
    answers: { 200: ['Registry', 'application/json'] },
  },
  {
    method: 'get',
    path: '/achievements',
    summary: 'What can be earned here',
    answers: { 200: ['List', 'application/json'] },
  },
  {
    method: 'get',
    path: '/achievements/:code',
    summary: 'An achievement and its criteria',
    query: {
      v: 'Version; the latest without it',
      framework: 'On the page: show what it is in this framework',
    },
    answers: { 200: PAGE_OR_JSON },
  },
  {
    method: 'get',
    path: '/achievements/:code/transparency',
    summary:
      'How an achievement is earned, how many have it at which level, and what changed between its versions',
    query: { v: 'Version; the latest without it' },
    answers: { 200: ['Criteria, rubric, evidence, assessors, counts, versions', 'application/json'] },
  },
  {
    method: 'get',
    path: '/achievements/:code/image.svg',
    summary: 'Picture of an achievement',
    answers: { 200: ['Picture', 'image/svg+xml'] },
  },
  {
    method: 'get',
    path: '/achievements/:code/alignments',
    summary: 'What an achievement is in other frameworks, by the crosswalks',
    query: { v: 'Version; the latest without it', framework: 'Only in this one' },
    answers: { 200: ['Frameworks with their entries, each with its reasons', 'application/json'] },
  },
  {
    method: 'get',
    path: '/programs/:code',
    summary: 'A program as published',
    query: { v: 'Version; the latest without it' },
    answers: { 200: ['Program', 'application/json'] },
  },
  {
    method: 'get',
    path: '/frameworks',
    summary: 'Frameworks that achievements are aligned to',
    answers: { 200: ['List', 'application/json'] },
  },
  {
    method: 'get',
    path: '/frameworks/:code',
    summary: 'A framework',
    query: { v: 'Version; the latest without it' },
    answers: { 200: PAGE_OR_JSON },
  },
  {
    method: 'get',
    path: '/crosswalks',
    summary: 'Crosswalks: which entries of two frameworks correspond',
    answers: { 200: ['List', 'application/json'] },
  },
  {
    method: 'get',
    path: '/crosswalks/:code',
    summary: 'A crosswalk, each pair with its reason',
    query: { v: 'Version; the latest without it' },
    answers: { 200: ['Crosswalk', 'application/json'] },
  },
  {
    method: 'get',
    path: '/problems',
    summary: 'What each problem type means',
    answers: { 200: ['Page', 'text/html'] },
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description',
    answers: { 200: ['OpenAPI 3.1', 'application/json'] },
  },
  {
    method: 'get',
    path: '/manifest.webmanifest',
    summary: 'With which a browser installs the verifier page',
    answers: { 200: ['Web application manifest', 'application/manifest+json'] },
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'Is it up, and what did its last self-test find?',
    query: { strict: 'With any value or none: 503, not 200, when the last self-test found something' },
    answers: {
      200: ['Up: `status` is ok, or degraded when the last self-test found something', 'application/json'],
      503: ['The store does not answer; with `strict`, or degraded', 'application/json'],
    },
  },
];
