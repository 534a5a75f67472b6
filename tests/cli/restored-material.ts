import { expect } from 'vitest';
import { openVerificationMemory } from '../../src/issuer/verify-many.ts';
import { cacheDocuments } from '../../src/network/cache-documents.ts';
import type { CredentialRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { openIssuing } from '../support/open-issuing.ts';

export async function allCredentials(store: Store): Promise<CredentialRecord[]> {
  return store.listCredentials({ limit: 100_000 });
}

export interface Place {
  databaseUrl: string;
  keyDir: string;
  publicUrl: string;
}

/** Looks into a restored instance from outside: what it has of these, byte for byte, and that all it has is good. */
export async function expectRestored(
  { databaseUrl, keyDir, publicUrl }: Place,
  recorded: readonly CredentialRecord[],
): Promise<CredentialRecord[]> {
  const clock = { now: new Date() };
  const { issuing, close } = await openIssuing({ databaseUrl, keyDir, publicUrl, clock });
  try {
    const all = await allCredentials(issuing.store);
    const bodies = new Map(all.map(({ id, body }) => [id, body]));
    for (const { id, body } of recorded) expect(bodies.get(id)).toBe(body);
    const fetchDocument = cacheDocuments(issuing.fetchDocument, {
      ttlMs: 600_000,
      maxEntries: 10,
      now: issuing.now,
    });
    const memory = openVerificationMemory();
    const verdicts = new Set<string>();
    for (const { body } of all) {
      const { verdict } = await verifyCredential(JSON.parse(body), {
        fetchDocument,
        now: issuing.now(),
        memory,
      });
      verdicts.add(verdict);
    }
    expect([...verdicts]).toEqual(all.length === 0 ? [] : ['valid']);
    expect(new Set(all.map(({ status }) => `${status?.list}#${status?.index}`)).size).toBe(all.length);
    return all;
  } finally {
    await close();
  }
}
