import { randomUUID } from 'node:crypto';
import type {
  AuditEntry,
  Issuance,
  IssuanceIntent,
  IssuerRecord,
  NewCredential,
  NewStatusOrder,
  PublishedRecord,
  StatusAction,
} from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';

export const NOW = new Date('2025-03-14T15:09:26.535Z');

export function minutesLater(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

export function auditOf(action: string, subject: string, at: Date = NOW): AuditEntry {
  return { at, actor: 'token:test', action, subject };
}

export function issuerOf(slug: string): IssuerRecord {
  return {
    slug,
    did: slug === '' ? 'did:web:lectern.example' : `did:web:lectern.example:issuers:${slug}`,
    name: 'Sonoma County Office of Education',
    url: 'https://lectern.example/',
    email: null,
    needsApproval: false,
    createdAt: NOW,
  };
}

export function publishedOf(code: string, version: string, content = 'first', at = NOW): PublishedRecord {
  return {
    code,
    version,
    document: { code, version, content, z: [1, null, { nul: '\u0000' }], a: true },
    contentHash: `hash of ${content}`,
    publishedAt: at,
  };
}

export function intentOf(change: Partial<IssuanceIntent> = {}): IssuanceIntent {
  const id = randomUUID();
  return {
    idempotencyKey: `key-${id}`,
    requestHash: 'a'.repeat(64),
    issuerSlug: '',
    kind: 'micro',
    credentialId: `urn:uuid:${id}`,
    holder: { externalId: 'T-1', email: 'maria@example.org', name: 'María Hernández' },
    achievement: { code: 'domain-1', version: '1', programCode: 'tlms', programVersion: '1' },
    needsStatus: true,
    issuedAt: NOW,
    request: { name: 'María', nested: { list: [1, 2.5, null, '\u0000', '🎓'] } },
    ...change,
  };
}

export function credentialOf(change: Partial<NewCredential> = {}): NewCredential {
  return {
    body: '{"id":"urn:uuid:1"}',
    name: 'Fostering a collaborative culture',
    holderName: 'María Hernández',
    validFrom: NOW,
    validUntil: null,
    awardedDate: null,
    shareId: null,
    recordedAt: NOW,
    ...change,
  };
}

export function reserve(store: Store, change: Partial<IssuanceIntent> = {}, at = NOW): Promise<Issuance> {
  const intent = intentOf(change);
  return store.reserveIssuance(intent, auditOf('credential-reserved', intent.credentialId, at));
}

export async function issue(
  store: Store,
  change: Partial<NewCredential> = {},
  intent: Partial<IssuanceIntent> = {},
) {
  const issuance = await reserve(store, intent);
  const audit = auditOf('credential-issued', issuance.credentialId);
  return store.completeIssuance(issuance.id, credentialOf(change), audit);
}

/** A promise's AppError code, or what else became of it. */
export function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error) => error.code ?? error,
  );
}

/** Withdraws, holds or restores one credential, in an order of its own. */
export async function changeStanding(store: Store, id: string, action: StatusAction): Promise<void> {
  const order: NewStatusOrder = {
    id: `order-${action}-${id}`,
    issuerSlug: '',
    action,
    reason: 'other',
    note: null,
    statement: null,
    effectiveAt: NOW,
    createdBy: 'test',
    createdAt: NOW,
  };
  await store.openStatusOrder(order, [id], { apply: true }, () => auditOf('changed', id));
}
