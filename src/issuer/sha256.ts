import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8, in one call of the runtime: for those who hash by the thousand. */
export function sha256Bytes(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}

/** The same in hex. */
export function sha256Text(text: string): string {
  return hash('sha256', text, 'hex');
}
