import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { decode } from 'base58-universal';
import type { VerifyBytes } from '../proof/verify-with-plans.ts';

const MOST_KEYS = 1_000;
/** `ed25519-pub` of the multicodec table, then 32 bytes. */
const ED25519_HEADER = [0xed, 0x01];
const ED25519_BYTES = 34;

/** Verifies with the runtime's own Ed25519 and imports each key once. Throws for a key that is none. */
export function createEd25519Verifier(): VerifyBytes {
  const keys = new Map<string, KeyObject>();
  return (publicKeyMultibase, data, signature) => {
    let key = keys.get(publicKeyMultibase);
    if (key === undefined) {
      if (keys.size >= MOST_KEYS) keys.clear();
      key = importKey(publicKeyMultibase);
      keys.set(publicKeyMultibase, key);
    }
    return verify(null, data, key, signature);
  };
}

function importKey(publicKeyMultibase: string): KeyObject {
  const bytes = decode(publicKeyMultibase.slice(1));
  if (bytes.length !== ED25519_BYTES || ED25519_HEADER.some((byte, i) => bytes[i] !== byte))
    throw new Error('not an Ed25519 key');
  const x = Buffer.from(bytes.subarray(ED25519_HEADER.length)).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
