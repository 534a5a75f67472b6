import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JsonObject } from '../model/json.ts';
import type { AuditEvent, StoredAuditEvent } from './records.ts';

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

/**
 * The same from an event's columns. Null when they hold what Lectern never writes: another spelling of the time or of the
 * details than its own was put there by somebody else, even if it means the same.
 */
export function hashStoredEvent(event: StoredAuditEvent): string | null {
  const at = new Date(event.at);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== event.at) return null;
  try {
    const details: JsonObject = JSON.parse(event.details);
    if (JSON.stringify(details) !== event.details) return null;
    return hashAuditEvent({ ...event, at, details });
  } catch {
    return null;
  }
}
