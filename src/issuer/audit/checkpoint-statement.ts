import canonicalize from 'canonicalize';
import { z } from 'zod';
import { utf8 } from '../../model/bytes.ts';
import { decodeCompactJws, signCompactJws } from '../../proof/compact-jws.ts';
import type { Signer } from '../../proof/signer.ts';

/** `typ` of its JWS (RFC 8725 §3.11): no signature over a credential can pass for a checkpoint, nor the other way round. */
const CHECKPOINT_TYP = 'lectern-audit-checkpoint';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What an instance signs about its audit log. */
const CheckpointStatement = z.strictObject({
  type: z.literal('LecternAuditCheckpoint'),
  publicUrl: z.string().max(2_000),
  issuer: z.string().startsWith('did:').max(2_000),
  number: z.int().min(1),
  seq: z.int().min(1),
  hash: Hash,
  at: z.iso.datetime(),
});

export type CheckpointStatement = z.infer<typeof CheckpointStatement>;

export interface DecodedCheckpoint {
  statement: CheckpointStatement;
  /** Verification method of the key that is said to have signed it. */
  keyId: string;
}

/** A Compact JWS over the statement's JCS form. Rejects as `Signer.sign` does. */
export async function signCheckpoint(
  signer: Signer,
  statement: Omit<CheckpointStatement, 'type' | 'issuer'>,
): Promise<string> {
  const whole: CheckpointStatement = {
    type: 'LecternAuditCheckpoint',
    issuer: signer.controller,
    ...statement,
  };
  return signCompactJws(signer, CHECKPOINT_TYP, utf8(canonicalize(whole) as string));
}

/** What a checkpoint says, without believing it. Null when it is none. */
export function decodeCheckpoint(body: string): DecodedCheckpoint | null {
  const { header, payload } = decodeCompactJws(body) ?? {};
  const statement = CheckpointStatement.safeParse(payload);
  const keyId = header?.['kid'];
  return statement.success && header?.['typ'] === CHECKPOINT_TYP && typeof keyId === 'string'
    ? { statement: statement.data, keyId }
    : null;
}
