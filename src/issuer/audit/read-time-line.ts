import type { StoredAuditEvent } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { readEvents } from './read-audit-log.ts';

/**
 * Everything that was done to one thing, in order: a credential, a batch, a key, a token, an issuer, by the id that the log has
 * for it. What a batch did to a credential is found with the batch.
 */
export async function readTimeLine(store: Store, subject: string): Promise<StoredAuditEvent[]> {
  const own = await readAll(store, subject);
  const credentialBatch = await store.findBatchOfCredential(subject);
  const ofBatch =
    credentialBatch === null ? [] : await readAll(store, credentialBatch, JSON.stringify(subject));
  // A batch that is opened is entered by the digest of its file.
  const batch = await store.getBatch(subject);
  const ofFile = batch === null ? [] : await readAll(store, batch.contentHash);
  return [...own, ...ofBatch, ...ofFile].sort((a, b) => a.seq - b.seq);
}

/** `mention`: only those whose details have this in them. */
async function readAll(store: Store, subject: string, mention = ''): Promise<StoredAuditEvent[]> {
  const events: StoredAuditEvent[] = [];
  for await (const page of readEvents(store, { subject }))
    events.push(...page.filter(({ details }) => details.includes(mention)));
  return events;
}
