import type { JsonObject } from '../model/json.ts';
import { valuesOf } from '../model/json.ts';
import type { Policy } from '../model/policy.ts';
import type { CheckResult, VerificationResult } from '../model/verification.ts';
import type { LinkProblem } from '../present/link-words.ts';
import { readContained } from '../verify/company.ts';
import { MAX_CREDENTIAL_BYTES, readCredential } from '../verify/read-credential.ts';
import { verifyFiles } from '../verify/verify-bytes.ts';
import { createFetchDocument } from './fetch-document.ts';
import { readLink } from './read-link.ts';

export interface CheckRequest {
  files: readonly Blob[];
  policy: Policy;
  person?: { name?: string; email?: string };
  companions?: readonly (JsonObject | string)[];
}

export interface CheckReport {
  result: VerificationResult;
  relayed: string[];
  stale: { host: string; fetchedAt: string }[];
}

export type LinkAnswer =
  | { ok: true; file: Blob; parts: (JsonObject | string)[]; relayed: string[] }
  | { ok: false; problem: LinkProblem };

export interface Checker {
  check(
    request: CheckRequest,
    hears?: {
      onCheck?(check: CheckResult): void;
      onWaiting?(host: string): void;
      onDone?(host: string): void;
    },
    signal?: AbortSignal,
  ): Promise<CheckReport>;
  /** What is behind a link. */
  readLink(link: string, hears?: object, signal?: AbortSignal): Promise<LinkAnswer>;
  /** The credentials in a file that holds several; itself where it does not. */
  expand(file: Blob): Promise<{ name?: string; file: Blob }[]>;
  close(): void;
}

/** Checks on the page's own thread. Documents are asked for once, until it is closed. */
export function openChecker(page: URL): Checker {
  const fetchDocument = createFetchDocument({ page });
  return {
    async check({ files, ...options }, hears = {}, signal) {
      signal?.throwIfAborted();
      const bytes = await Promise.all(files.map(readStart));
      const result = await verifyFiles(bytes, { ...options, ...hears, fetchDocument, now: new Date() });
      signal?.throwIfAborted();
      if (files.some(({ size }) => size > MAX_CREDENTIAL_BYTES)) delete result.sha256;
      return { result, relayed: [], stale: [] };
    },
    async readLink(link, _, signal) {
      signal?.throwIfAborted();
      const read = await readLink(link, page);
      if (!read.ok) return read;
      return { ok: true, file: new Blob([read.bytes]), parts: read.parts, relayed: [] };
    },
    async expand(file) {
      const read = readCredential(await readStart(file));
      if (read.kind !== 'json' || !valuesOf(read.credential['type']).includes('VerifiablePresentation'))
        return [{ file }];
      const held = readContained(read.credential).map((one) => ({
        file: new Blob([typeof one === 'string' ? one : JSON.stringify(one)]),
      }));
      return held.length > 1 ? held : [{ file }];
    },
    close() {},
  };
}

async function readStart(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(0, MAX_CREDENTIAL_BYTES + 1).arrayBuffer());
}
