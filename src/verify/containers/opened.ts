import type { FindingCode } from '../../model/finding-codes.ts';
import type { Finding } from '../../model/verification.ts';

export type ContainerName = 'png' | 'svg' | 'pdf' | 'zip';

/** Bytes that were inside a container, with the name that they had there, made fit to be shown. */
export interface Content {
  name?: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a file is: no container at all, one that holds something, or one that gives nothing. */
export type Opened =
  | { kind: 'plain' }
  | { kind: 'holds'; container: ContainerName; contents: Content[]; findings: Finding[] }
  | { kind: 'unreadable'; code: FindingCode; detail: string };

/** Opens one kind of container. Never throws on what a stranger sent, and unpacks no more than the allowance has. */
export type OpenContainer = (bytes: Uint8Array<ArrayBuffer>, allowance: Allowance) => Promise<Opened>;

/** How many bytes may still be unpacked, of everything that is in one file together. */
export interface Allowance {
  left: number;
}

/** A few KB of archive can claim gigabytes. */
const MAX_UNPACKED_BYTES = 30 * 1024 * 1024;

export function createAllowance(): Allowance {
  return { left: MAX_UNPACKED_BYTES };
}

export function cannotOpen(code: FindingCode, detail: string): Opened {
  return { kind: 'unreadable', code, detail };
}
