import { RecognitionRenewal, RecognitionRequest } from '../issuer/recognitions/recognition-request.ts';
import { type Operation, PAGE_QUERY, TOO_MANY } from './operation.ts';
import { RevokeBody } from './resources/recognitions.ts';

/** What answers about recognitions. */
export const RECOGNITION_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/recognitions',
    summary:
      'The register: recognitions given here that are not over for longer than ten years, newest first',
    query: {
      after: 'JSON: as `next` of the page before has it',
      q: 'Page for people: only what has all these words, whatever their case and accents',
      page: 'Page for people: number of the page, from 1',
    },
    headers: { 'If-None-Match': 'ETag of the page that is there already' },
    answers: {
      200: [
        'Page for people, or `recognitions`, as signed, and `next` if there is another page',
        'text/html',
        'application/json',
      ],
      304: ['Not changed'],
    },
  },
  {
    method: 'get',
    path: '/recognitions/:uuid{[0-9a-f-]{36}}',
    summary: 'A recognition as signed (Open Badges 3.0 EndorsementCredential)',
    headers: { 'If-None-Match': 'ETag of the one that is there already' },
    answers: { 200: ['The recognition', 'application/vc'], 304: ['Not changed'] },
  },
  {
    method: 'post',
    path: '/api/recognitions',
    summary: 'Recognize an issuer, or one of its achievements',
    scope: 'manage',
    body: RecognitionRequest,
    headers: {
      'Idempotency-Key':
        '1 to 200 characters; the same request under the same key gives one recognition and has the same answer',
    },
    answers: { 201: ['The recognition', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'get',
    path: '/api/recognitions',
    summary: 'Recognitions that were given here, newest first, with their standing',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['Page of recognitions', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/recognitions/:id/renew',
    summary: 'Give a recognition of the same subject that begins when this one ends',
    scope: 'manage',
    body: RecognitionRenewal,
    answers: { 201: ['The new recognition', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/api/recognitions/:id/revoke',
    summary: 'Revoke a recognition, for ever',
    scope: 'manage',
    body: RevokeBody,
    answers: {
      200: ['Revoked; `confirmation` says what the world answers', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'post',
    path: '/api/recognitions/received',
    summary: 'Keep a recognition that somebody gave to an issuer of ours: the body is the signed credential',
    scope: 'manage',
    body: 'anything',
    bodyType: ['application/vc', 'application/json'],
    answers: {
      201: ['Kept; it travels with what is issued from now on, while it is in force', 'application/json'],
      200: ['It was kept already', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'get',
    path: '/api/recognitions/received',
    summary: 'Recognitions that were received, newest first, with their standing; dropped ones too',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['Page of recognitions', 'application/json'] },
  },
  {
    method: 'delete',
    path: '/api/recognitions/received/:id',
    summary: 'Drop a received recognition: nothing issued from now on takes it along',
    scope: 'manage',
    answers: { 204: ['Dropped'] },
  },
];
