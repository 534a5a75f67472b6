import { z } from 'zod';
import { AppError } from '../../model/problem.ts';
import { verificationMethodId } from '../../proof/signer.ts';
import type { Signers } from '../issuing.ts';

/** Whose checkpoints are believed: an issuer, and every key that it ever listed, by verification method id. */
export interface CheckpointKeys {
  issuer: string;
  keys: ReadonlyMap<string, CheckpointKey>;
}

export interface CheckpointKey {
  publicKeyMultibase: string;
  /** From when on nothing that it signed counts. */
  revokedAt: Date | null;
}

const DidDocument = z.object({
  id: z.string().startsWith('did:'),
  verificationMethod: z
    .array(
      z.object({
        id: z.string(),
        publicKeyMultibase: z.string().optional(),
        revoked: z.iso.datetime({ offset: true }).optional(),
      }),
    )
    .max(1_000),
});

/** The keys that our own DID document lists, retired ones too. */
export async function ownCheckpointKeys(signers: Signers, did: string): Promise<CheckpointKeys> {
  const keys = (await signers.keysOf(did)).map(
    ({ publicKey: publicKeyMultibase, revokedAt }): [string, CheckpointKey] => [
      verificationMethodId({ controller: did, publicKeyMultibase }, 'Multikey'),
      { publicKeyMultibase, revokedAt },
    ],
  );
  return { issuer: did, keys: new Map(keys) };
}

/**
 * The keys of a DID document that was kept. A revoked one counts for what it signed before. Throws AppError CONFIG_INVALID when
 * it is no DID document.
 */
export function readCheckpointKeys(document: unknown): CheckpointKeys {
  const parsed = DidDocument.safeParse(document);
  if (!parsed.success) throw new AppError('CONFIG_INVALID', 'This is no DID document with keys.');
  const { id: issuer, verificationMethod } = parsed.data;
  const keys = verificationMethod.flatMap(({ id, publicKeyMultibase, revoked }): [string, CheckpointKey][] =>
    publicKeyMultibase === undefined
      ? []
      : [
          [
            id.startsWith('#') ? `${issuer}${id}` : id,
            { publicKeyMultibase, revokedAt: revoked === undefined ? null : new Date(revoked) },
          ],
        ],
  );
  return { issuer, keys: new Map(keys) };
}
