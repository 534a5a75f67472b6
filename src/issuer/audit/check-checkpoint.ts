import { verifyCompactJws } from '../../proof/compact-jws.ts';
import type { AuditFinding } from './audit-finding.ts';
import type { CheckpointKeys } from './checkpoint-keys.ts';
import { type CheckpointStatement, decodeCheckpoint } from './checkpoint-statement.ts';

type Problem = Pick<AuditFinding, 'code' | 'detail'>;

export type CheckedCheckpoint = { statement: CheckpointStatement } | { problem: Problem };

/** Whether the instance said this. Without keys the signature is not looked at. */
export async function checkCheckpoint(
  body: string,
  trusted: CheckpointKeys | null,
): Promise<CheckedCheckpoint> {
  const decoded = decodeCheckpoint(body);
  if (decoded === null) return { problem: { code: 'checkpoint-changed', detail: 'It is no checkpoint.' } };
  const { statement, keyId } = decoded;
  const problem = trusted === null ? null : await findProblem(body, statement, keyId, trusted);
  return problem === null ? { statement } : { problem };
}

async function findProblem(
  body: string,
  { issuer, at }: CheckpointStatement,
  keyId: string,
  trusted: CheckpointKeys,
): Promise<Problem | null> {
  if (issuer !== trusted.issuer)
    return { code: 'checkpoint-not-ours', detail: 'It speaks for another issuer.' };
  const key = trusted.keys.get(keyId);
  if (key === undefined)
    return {
      code: 'checkpoint-key-unknown',
      detail: 'It names a key that does not stand in the issuer’s DID document.',
    };
  if (!(await verifyCompactJws(body, key.publicKeyMultibase)))
    return { code: 'checkpoint-signature', detail: 'Its signature is not of the key that it names.' };
  if (key.revokedAt !== null && Date.parse(at) >= key.revokedAt.getTime())
    return { code: 'checkpoint-key-revoked', detail: 'It was made after its key had been revoked.' };
  return null;
}
