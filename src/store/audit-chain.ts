import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditEvent } from './records.ts';

/** `previousHash` of the first event. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/** The hash that `AuditEvent` describes. Whoever verifies the chain computes it anew from what is stored. */
export function hashAuditEvent(event: Omit<AuditEvent, 'hash'>): string {
  const { seq, at, actor, action, subject, details, previousHash } = event;
  const form = canonicalize({
    seq,
    at: at.toISOString(),
    actor,
    action,
    subject,
    details,
    previousHash,
  });
  if (form === undefined) throw new Error('an audit event has a canonical form');
  return createHash('sha256').update(form, 'utf8').digest('hex');
}
