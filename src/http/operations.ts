import { Renewal } from '../issuer/replace/renew-credential.ts';
import { Crosswalk } from '../program/crosswalk.ts';
import { Framework } from '../program/framework.ts';
import { Program } from '../program/program.ts';
import { BATCH_OPERATIONS } from './batches/operations.ts';
import { type Operation, PAGE_QUERY, TOO_MANY } from './operation.ts';
import { PUBLIC_OPERATIONS } from './public-operations.ts';
import { RECOGNITION_OPERATIONS } from './recognition-operations.ts';
import { AwardBody, ReplaceBody } from './resources/awards.ts';
import { IssueBody, StatusBody, VerifyCredentialBody, VerifyPresentationBody } from './resources/vc-api.ts';
import { STATUS_OPERATIONS } from './status-operations.ts';

const IDEMPOTENCY = {
  'Idempotency-Key':
    '1 to 200 characters; the same request under the same key issues once and has the same answer',
};

/** Everything that answers: pages, documents for machines, VC-API, the issuer’s own interface. A test holds this table and the routes to each other. */
export const OPERATIONS: readonly Operation[] = [
  ...PUBLIC_OPERATIONS,
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
    summary:
      'Verify a file by the operator’s policy: the body is the file (JSON, JWT, PNG, SVG, PDF with a credential attached, ZIP)',
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
