import type { Profile } from '../model/credential.ts';
import { AppError } from '../model/problem.ts';
import type { FetchDocument } from '../model/verification.ts';
import type { Signer } from '../proof/signer.ts';
import type { SigningKey } from '../store/key-store.ts';
import type { IssuerRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What the use cases of this room need of the world. All of it comes from the composition root. */
export interface Issuing {
  store: Store;
  signers: Signers;
  /** Without a slash at its end. */
  publicUrl: string;
  /** Our own documents from the store, everyone else's from the network. */
  fetchDocument: FetchDocument;
  now: () => Date;
  /** Practice mode: whatever is issued is marked as a sample. */
  sample: boolean;
}

/** The keys that this process may sign with. */
export interface Signers {
  /** The key that signs for this DID now. Rejects with AppError KEY_UNAVAILABLE if there is none. */
  signerOf(did: string): Promise<Signer>;
  /** Every key of this DID, old ones too, with its period: what the DID document lists. */
  keysOf(did: string): Promise<SigningKey[]>;
}

/** Rejects with AppError ISSUER_UNKNOWN. */
export async function requireIssuer(store: Store, slug: string): Promise<IssuerRecord> {
  const issuer = await store.findIssuer(slug);
  if (issuer === null)
    throw new AppError('ISSUER_UNKNOWN', 'There is no such issuer here yet: `lectern init` makes one.');
  return issuer;
}

export function issuerProfile({ did, name, url, email }: IssuerRecord): Profile {
  return { id: did, type: ['Profile'], name, url, ...(email === null ? {} : { email }) };
}

/** Proofs and dates carry no fractions of a second. */
export function toSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** `urn:uuid:…`, for ever; a share link may be turned off, an id never. */
export function newCredentialId(): string {
  return `urn:uuid:${crypto.randomUUID()}`;
}
