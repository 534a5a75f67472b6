import { type Operation, PAGE_QUERY, TOO_MANY } from './operation.ts';
import { OrderBody, PreviewBody } from './resources/status-orders.ts';

/** What answers about changes of status. */
export const STATUS_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/status-changes/preview',
    summary: 'How many and which credentials a change of status would touch; nothing is changed',
    scope: 'manage',
    body: PreviewBody,
    answers: { 200: ['Count, and the first of them', 'application/json'], ...TOO_MANY },
  },
  {
    method: 'post',
    path: '/api/status-changes',
    summary: 'Withdraw, put on hold or restore: all of the selected in one step',
    scope: 'manage',
    body: OrderBody,
    answers: {
      201: ['Carried out; `confirmation` says what the world answers', 'application/json'],
      202: ['Waits for a second person', 'application/json'],
      ...TOO_MANY,
    },
  },
  {
    method: 'get',
    path: '/api/status-changes',
    summary: 'Changes of status, newest first',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['Page of changes', 'application/json'] },
  },
  {
    method: 'get',
    path: '/api/status-changes/:id',
    summary: 'A change of status, with the credentials that it is about',
    scope: 'read',
    query: PAGE_QUERY,
    answers: { 200: ['The change and a page of its credentials', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/status-changes/:id/approve',
    summary: 'Carry out what waits, by someone else than who ordered it',
    scope: 'approve',
    answers: { 200: ['Carried out; `confirmation` says what the world answers', 'application/json'] },
  },
  {
    method: 'post',
    path: '/api/status-changes/:id/cancel',
    summary: 'Give up what waits',
    scope: 'manage',
    answers: { 200: ['The change', 'application/json'] },
  },
];
