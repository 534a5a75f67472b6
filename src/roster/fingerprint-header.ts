import { createHash } from 'node:crypto';
import { headerKey } from '../model/header-key.ts';

/** The same for the same headers in whatever order and spelling, and in a file of rows to mend, which has `error` too. */
export function fingerprintHeader(header: readonly string[]): string {
  const keys = header.map(headerKey).filter((key) => key !== '' && key !== 'error');
  return createHash('sha256').update(keys.sort().join('\n')).digest('hex');
}
