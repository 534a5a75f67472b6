import { ROSTER_LIMITS } from '../../roster/roster-limits.ts';
import { ROW_OUTCOMES } from '../../store/batch-store.ts';
import { type Operation, PAGE_QUERY, TOO_MANY } from '../operation.ts';
import { MAX_EVENT_STREAMS } from '../resources/batch-events.ts';
import { ApproveBody } from '../resources/batches.ts';
import { FORM_TYPE, ROSTER_TYPES } from './read-upload.ts';

const BATCH: Operation['answers'] = { 200: ['The batch', 'application/json'] };

/** What answers about batches: rosters on their way to credentials. */
export const BATCH_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/batches',
    summary:
      'Send a roster (CSV): the body is the file, or a form with the part `file`. It is checked; nothing is issued',
    scope: 'award',
    body: 'anything',
    bodyType: [...ROSTER_TYPES, FORM_TYPE],
    query: {
      issuer: 'Slug of an issuer under this instance; the instance’s own without it',
      settings: 'How to read the roster and what was decided: JSON',
      program: 'As in `settings`: the program that columns and short codes mean',
      achievement: 'As in `settings`: the credential of rows that name none',
      dateOrder: 'As in `settings`: mdy or dmy',
      duplicates: 'As in `settings`: skip (unless said otherwise) or again',
      full: 'As in `settings`: when-due (unless said otherwise) or never',
    },
    headers: { 'Content-Disposition': 'May name the file, for people' },
    answers: {
      200: ['The batch as it stands: known already, or with open questions in `problem`', 'application/json'],
      202: ['The batch, whose check goes on; Location says where to look', 'application/json'],
      413: [
        `The file has more than ${ROSTER_LIMITS.maxBytes / (1024 * 1024)} MB`,
        'application/problem+json',
      ],
      ...TOO_MANY,
    },
  },
  {
    method: 'get',
    path: '/api/batches',
    summary: 'Batches, newest first',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['Page of batches', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/batches/:id',
    summary: 'A batch with what its check found, and what is to be answered',
    scope: 'read',
    answers: BATCH,
  },
  {
    method: 'get',
    path: '/api/batches/:id/rows',
    summary: 'The batch’s rows and what became of them, in the order of the file',
    scope: 'read',
    query: {
      outcome: `Only these, separated by commas: ${ROW_OUTCOMES.join(', ')}`,
      after: 'Position of the last one of the page before',
      limit: '1 to 200; 50',
    },
    answers: { 200: ['Page of rows', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/batches/:id/rows/:position{[0-9]{1,9}}/preview',
    summary: 'The credential that a row will become, unsigned',
    scope: 'read',
    answers: { 200: ['The credential without proof', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/batches/:id/results.csv',
    summary: 'What became of every row, with share links',
    scope: 'read',
    answers: { 200: ['For a spreadsheet program', 'text/csv'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/api/batches/:id/errors.csv',
    summary: 'The rows to mend, as they came, with what is wrong; mended they can be sent again',
    scope: 'read',
    answers: { 200: ['For a spreadsheet program', 'text/csv'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/api/batches/:id/qr-sheet.html',
    summary: 'QR codes of the batch’s credentials, to print and cut up',
    scope: 'read',
    query: { perPage: 'Cards on a sheet of paper: 1, 4, 8, 12 or 24; 8' },
    answers: { 200: ['Page that needs nothing but itself', 'text/html'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/api/batches/:id/events',
    summary:
      'How far the batch is, as it happens: events `progress`, and `done` when nothing goes on by itself',
    scope: 'read',
    answers: {
      200: ['Server-sent events', 'text/event-stream'],
      429: [
        `More than ${MAX_EVENT_STREAMS} watch at a time; Retry-After says when to come again`,
        'application/problem+json',
      ],
    },
  },
  {
    method: 'post',
    path: '/api/batches/:id/approve',
    summary: 'Approve what the check found, by someone else where the issuer asks for two people',
    scope: 'approve',
    body: ApproveBody,
    answers: BATCH,
  },
  {
    method: 'post',
    path: '/api/batches/:id/start',
    summary: 'Sign the batch’s credentials',
    scope: 'award',
    answers: BATCH,
  },
  {
    method: 'post',
    path: '/api/batches/:id/pause',
    summary: 'Stop after what is being signed at the moment',
    scope: 'award',
    answers: BATCH,
  },
  {
    method: 'post',
    path: '/api/batches/:id/resume',
    summary: 'Go on after a pause or a failure; the same as start',
    scope: 'award',
    answers: BATCH,
  },
  {
    method: 'post',
    path: '/api/batches/:id/cancel',
    summary: 'End the batch; what is signed stays',
    scope: 'award',
    answers: BATCH,
  },
];
