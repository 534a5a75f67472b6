import type { AuditEntry } from './records.ts';

/** The part of the Store port that is about signing keys: public halves and periods only. */
export interface KeyStore {
  /** Adds keys that are not there; others are left as they are. Resolves to how many are new (none: no audit entry). */
  addSigningKeys(keys: readonly SigningKey[], audit: AuditEntry): Promise<number>;
  /** Of this DID, the one that begins to sign last first. */
  listSigningKeys(controller: string): Promise<SigningKey[]>;
  /**
   * Ends the use of a key, in one transaction with its successor, if there is one. `expires`: verifiers are told that no proof
   * from then on is the key's; `revoked`: that none is. Null if it is not there, or revoked already, or retired and only
   * to be retired.
   */
  endSigningKey(
    publicKey: string,
    end: { at: Date; how: 'retired' | 'expires' | 'revoked'; successor?: SigningKey },
    audit: AuditEntry,
  ): Promise<SigningKey | null>;
}

export interface SigningKey {
  /** Multikey text, `z6Mk…`. */
  publicKey: string;
  /** The DID that it signs for. */
  controller: string;
  createdAt: Date;
  /** Published before that, so that whoever keeps a DID document for a while has it when it begins to sign. */
  signsFrom: Date;
  /** Since then it signs nothing. */
  retiredAt: Date | null;
  /** `expires` of the verification method: proofs that claim to be later are not the key's (CID §2.2). */
  expiresAt: Date | null;
  /** `revoked` of the verification method: no proof of it counts, whenever it says it was made. */
  revokedAt: Date | null;
}
