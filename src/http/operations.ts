import { Renewal } from '../issuer/replace/renew-credential.ts';
import { Crosswalk } from '../program/crosswalk.ts';
import { Framework } from '../program/framework.ts';
import { Program } from '../program/program.ts';
import { BATCH_OPERATIONS } from './batches/operations.ts';
import { type Operation, PAGE_QUERY, TOO_MANY } from './operation.ts';
import { RECOGNITION_OPERATIONS } from './recognition-operations.ts';
import { AwardBody, ReplaceBody } from './resources/awards.ts';
import { IssueBody, StatusBody, VerifyCredentialBody, VerifyPresentationBody } from './resources/vc-api.ts';
import { STATUS_OPERATIONS } from './status-operations.ts';

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

const IDEMPOTENCY = {
  'Idempotency-Key':
    '1 to 200 characters; the same request under the same key issues once and has the same answer',
};

/** Everything that answers: pages, documents for machines, VC-API, the issuer’s own interface. A test holds this table and the routes to each other. */
export const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/', summary: 'Home page', answers: { 200: ['Page', 'text/html'] } },
  {
    method: 'get',
    path: '/verify',
    summary: 'Verifier page',
    query: { url: 'Address of a credential, filled in and checked' },
    answers: { 200: ['Page', 'text/html'] },
  },
  {
    method: 'post',
    path: '/verify',
    summary: 'Verifier page without JavaScript: checked by the server',
    body: 'anything',
    bodyType: 'multipart/form-data',
    answers: { 200: ['Page with the answer', 'text/html'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/c/:share{[A-Za-z0-9_-]{14,64}(\\.[a-z.]+)?}',
    summary:
      'A shared credential: page, credential, or with .json, .qr.svg, .qr.png one form of it; with .record.json the full record of a full credential. Link with rel=collection names that record where there is one',
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
    path: '/healthz',
    summary: 'Is it up, and what did its last self-test find?',
    query: { strict: 'With any value or none: 503, not 200, when the last self-test found something' },
    answers: {
      200: ['Up: `status` is ok, or degraded when the last self-test found something', 'application/json'],
      503: ['The store does not answer; with `strict`, or degraded', 'application/json'],
    },
  },
  {
    method: 'post',
    path: '/credentials/issue',
    summary: 'VC-API: sign any well-formed credential in our issuer’s name',
    scope: 'sign',
    body: IssueBody,
    headers: IDEMPOTENCY,
    answers: { 201: ['The signed credential', 'application/vc'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/credentials/verify',
    summary: 'VC-API: verify a credential',
    body: VerifyCredentialBody,
    answers: {
      200: ['Verified', 'application/json'],
      400: ['Not verified, with errors', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'post',
    path: '/presentations/verify',
    summary: 'VC-API: verify a presentation',
    body: VerifyPresentationBody,
    answers: {
      200: ['Verified', 'application/json'],
      400: ['Not verified, with errors', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'post',
    path: '/credentials/status',
    summary: 'VC-API: withdraw, put on hold or restore a credential',
    scope: 'manage',
    body: StatusBody,
    answers: {
      200: ['Changed, published and read back', 'application/json'],
      202: ['Waits for a second person; nothing is changed yet', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'delete',
    path: '/credentials/:id',
    summary: 'VC-API: withdraw a credential; it is kept, and stays readable',
    scope: 'manage',
    answers: { 202: ['Withdrawn'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/credentials/:id',
    summary: 'VC-API: a stored credential',
    scope: 'read',
    answers: { 200: ['The credential', 'application/vc'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/api/verify',
    summary: 'Verify a file by the operator’s policy: the body is the file',
    body: 'anything',
    bodyType: 'application/octet-stream',
    query: { checks: 'Only these checks, separated by commas' },
    answers: { 200: ['Verdict and checks', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/policy.json',
    summary: 'Whom verification here trusts',
    answers: { 200: ['Policy', 'application/json'] },
  },
  {
    method: 'get',
    path: '/policy.schema.json',
    summary: 'JSON Schema of policies',
    answers: { 200: ['JSON Schema', 'application/schema+json'] },
  },
  {
    method: 'post',
    path: '/api/credentials',
    summary: 'Award a credential by its program’s rules',
    scope: 'award',
    body: AwardBody,
    headers: IDEMPOTENCY,
    answers: { 201: ['The credential, its share link and QR code', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/api/credentials',
    summary: 'Credentials, newest first',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['Page of credentials', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/credentials/expiring',
    summary: 'Credentials that end soon, first to end first, and whether their holders were told',
    scope: 'read',
    query: { days: 'Ending within so many days from now, 1 to 3650; 90', ...PAGE_QUERY },
    answers: { 200: ['Page of credentials', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/credentials/:id',
    summary: 'A credential with its share link',
    scope: 'read',
    answers: { 200: ['The credential', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/credentials/:id/replace',
    summary: 'Issue a corrected credential in its place; its links lead to the new one',
    scope: 'manage',
    body: ReplaceBody,
    answers: { 201: ['What was issued anew, the full credential too', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/api/credentials/:id/renew',
    summary: 'Renew a credential that ends',
    scope: 'award',
    body: Renewal,
    answers: { 201: ['The new credential, its share link and QR code', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'delete',
    path: '/api/shares/:id',
    summary: 'Turn a share link off, for good',
    scope: 'manage',
    answers: { 204: ['Off'] },
  },
  {
    method: 'get',
    path: '/api/programs',
    summary: 'Published programs',
    scope: 'read',
    answers: { 200: ['Programs', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/programs',
    summary: 'Publish a program version',
    scope: 'manage',
    body: Program,
    answers: { 201: ['published or unchanged', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/frameworks',
    summary: 'Publish a framework version',
    scope: 'manage',
    body: Framework,
    answers: { 201: ['published or unchanged', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/crosswalks',
    summary: 'Publish a crosswalk version',
    scope: 'manage',
    body: Crosswalk,
    answers: { 201: ['published or unchanged', 'application/json'] },
  },
  ...STATUS_OPERATIONS,
  ...RECOGNITION_OPERATIONS,
  {
    method: 'get',
    path: '/api/audit',
    summary: 'The audit log, oldest first: who changed what, when',
    scope: 'manage',
    query: {
      after: 'Number of the last event of the page before',
      limit: '1 to 200; 50',
      subject: 'Only what was done to this: id of a credential, batch, key or issuer; name of a token',
      action: 'Only these: credential-issued, batch-approved …',
    },
    answers: { 200: ['Page of events', 'application/json'] },
  },
  ...BATCH_OPERATIONS,
];
