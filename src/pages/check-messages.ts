import type { JsonObject } from '../model/json.ts';
import type { Policy } from '../model/policy.ts';
import type { CheckResult, VerificationResult } from '../model/verification.ts';
import type { LinkProblem } from '../present/words/problem-words.ts';
import type { Surroundings } from './fetch-limited.ts';
import type { ReadContents } from './many/read-contents.ts';

/** What the page and its worker say to each other. Everything is plain data; files travel by reference. */
export interface CheckRequest {
  /** One thing, or files that belong together. */
  files: readonly Blob[];
  policy: Policy;
  /** The policy is a copy, because its site did not answer. */
  policyCopy?: StaleDocument;
  person?: { name?: string; email?: string };
  /** Parts that a share link offers beside it. */
  companions?: readonly (JsonObject | string)[];
}

/** What could not be refreshed, and of when the copy is that was used. */
export interface StaleDocument {
  host: string;
  fetchedAt: string;
}

/** Whom to trust. */
export interface ChosenPolicy {
  policy: Policy;
  /** It could not be refreshed. */
  copy?: StaleDocument;
}

export interface CheckReport {
  result: VerificationResult;
  /** Hosts whose documents this page's own server fetched, because they do not let other pages read them. */
  relayed: string[];
  /** Documents that could not be refreshed: the last copy that this browser has seen was used. */
  stale: StaleDocument[];
}

export type LinkAnswer =
  | { ok: true; file: Blob; parts: (JsonObject | string)[]; relayed: string[] }
  | { ok: false; problem: LinkProblem };

/** Something to be checked by itself. */
export interface Expanded {
  name?: string;
  file: Blob;
}

/** What the worker can be asked for, and what it answers. */
export interface Tasks {
  check: { asks: { request: CheckRequest }; answers: CheckReport };
  link: { asks: { link: string }; answers: LinkAnswer };
  expand: { asks: { file: Blob }; answers: Expanded[] };
  /** What a file has that it can be compared with others by; null where nothing can be read. */
  contents: { asks: { file: Blob }; answers: ReadContents | null };
  /** The policy in a file, null if it is none. */
  policy: { asks: { file: Blob }; answers: Policy | null };
}

export type Task = { [Kind in keyof Tasks]: { kind: Kind } & Tasks[Kind]['asks'] }[keyof Tasks];
export type Answer = Tasks[keyof Tasks]['answers'];

export type ToWorker =
  | { kind: 'open'; page: string; relay?: string }
  | { kind: 'ping' }
  | { kind: 'task'; id: number; task: Task };

export type FromWorker =
  | { kind: 'pong' }
  | { kind: 'checked'; id: number; check: CheckResult }
  | { kind: 'waiting' | 'done'; id: number; host: string }
  | { kind: 'answer'; id: number; answer: Answer }
  /** A fault of ours; nothing of what was checked is in it. */
  | { kind: 'fault'; id: number };

export function surroundingsOf({ page, relay }: { page: string; relay?: string }): Surroundings {
  return { page: new URL(page), ...(relay === undefined ? {} : { relay }) };
}
