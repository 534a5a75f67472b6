import fc from 'fast-check';
import type { AuditFinding } from '../../src/issuer/audit/audit-finding.ts';
import type { CheckpointKeys } from '../../src/issuer/audit/checkpoint-keys.ts';
import { signCheckpoint } from '../../src/issuer/audit/checkpoint-statement.ts';
import type { LogItem } from '../../src/issuer/audit/verify-audit.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Signer } from '../../src/proof/signer.ts';
import { FIRST_PREVIOUS_HASH, hashAuditEvent } from '../../src/store/audit-chain.ts';
import type { AuditCheckpoint, StoredAuditEvent } from '../../src/store/records.ts';
import { seededKey, signerOf } from './test-issuer.ts';

export const DID = 'did:web:badges.county.example';
export const KEY = signerOf(await seededKey(7), DID);
export const STRANGER = signerOf(await seededKey(8), DID);
export const TRUSTED: CheckpointKeys = {
  issuer: DID,
  keys: new Map([
    [`${DID}#${KEY.publicKeyMultibase}`, { publicKeyMultibase: KEY.publicKeyMultibase, revokedAt: null }],
  ]),
};

export type Content = Pick<StoredAuditEvent, 'actor' | 'action' | 'subject'> & { details: JsonObject };

const Text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const Details = fc.dictionary(Text, fc.oneof(Text, fc.integer(), fc.array(Text), fc.constant(null)), {
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>;

export const Contents: fc.Arbitrary<Content[]> = fc.array(
  fc.record({ actor: Text, action: Text, subject: Text, details: Details }),
  { minLength: 3, maxLength: 25 },
);

/** Events as the store would have written them, one a minute. */
export function chainOf(
  contents: readonly Content[],
  { first = 1, previousHash = FIRST_PREVIOUS_HASH } = {},
): StoredAuditEvent[] {
  let last = previousHash;
  return contents.map(({ details, ...content }, i) => {
    const seq = first + i;
    const at = new Date(Date.UTC(2026, 10, 21, 12, seq));
    const event = { seq, at, ...content, details, previousHash: last };
    const hash = hashAuditEvent(event);
    last = hash;
    return { ...event, at: at.toISOString(), details: JSON.stringify(details), hash };
  });
}

export function contentOf({ actor, action, subject, details }: StoredAuditEvent): Content {
  return { actor, action, subject, details: JSON.parse(details) };
}

export async function checkpointOf(
  { seq, hash, at }: StoredAuditEvent,
  number: number,
  signer: Signer = KEY,
): Promise<AuditCheckpoint> {
  const statement = { publicUrl: 'https://badges.county.example', number, seq, hash, at };
  return { number, seq, hash, at: new Date(at), body: await signCheckpoint(signer, statement) };
}

/** Events with checkpoints after those at these positions (ascending, each once). */
export async function logOf(
  events: readonly StoredAuditEvent[],
  positions: readonly number[] = [],
): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for (const [i, event] of events.entries()) {
    items.push({ event });
    const number = positions.indexOf(i) + 1;
    if (number > 0) items.push({ checkpoint: await checkpointOf(event, number) });
  }
  return items;
}

/** The items in pages of a size that is no help to anyone. */
export async function* pagesOf(items: readonly LogItem[], size = 3): AsyncGenerator<LogItem[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

export function names({ seq, lastSeq = seq }: AuditFinding, wanted: number): boolean {
  return seq !== undefined && lastSeq !== undefined && seq <= wanted && wanted <= lastSeq;
}
