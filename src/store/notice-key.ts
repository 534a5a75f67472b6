import { createHash } from 'node:crypto';

/**
 * Under what the notice of a credential is found: SHA-256 of its id, in hex. Whoever has the file can work it out; nobody can go
 * through the notices, and the id does not stand in anyone's log.
 */
export function noticeKeyOf(credentialId: string): string {
  return createHash('sha256').update(credentialId, 'utf8').digest('hex');
}
