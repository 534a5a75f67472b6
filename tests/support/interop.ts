import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import { type FetchDocument, FetchFailure } from '../../src/model/verification.ts';

/** Credentials, contexts and vectors that others made. They are not part of the project; a test that needs them says so. */
const INTEROP_DIR = resolve(process.env['LECTERN_INTEROP_DIR'] ?? '../shared/interop');

export interface ExpectedCredential {
  file: string;
  stated: string | null;
  issuer: string;
  proofs: { suite: string; signature: 'valid' | 'invalid'; keyFrom: string }[] | 'NONE' | null;
  statusEval?: string[];
}

export function interopPath(name: string): string {
  if (!existsSync(INTEROP_DIR)) {
    throw new Error(`The interop set is not at ${INTEROP_DIR}. Set LECTERN_INTEROP_DIR to where it is.`);
  }
  return join(INTEROP_DIR, name);
}

export function readInteropBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(interopPath(name)));
}

export function readInteropText(name: string): string {
  return readFileSync(interopPath(name), 'utf8');
}

export function readInteropJson<T = JsonObject>(name: string): T {
  return JSON.parse(readInteropText(name)) as T;
}

/** Answers from `documents/` alone: no network. */
export const interopDocuments: FetchDocument = async (url) => {
  const file = readInteropJson<Record<string, string>>('documents/index.json')[url];
  if (file === undefined) throw new FetchFailure('not-found');
  return { document: readInteropJson(`documents/${file}`) };
};
