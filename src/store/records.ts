import type { AchievementKind } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';

/** One body that issues. `slug` is '' for the instance's own issuer (its DID is the bare did:web), else a path segment. */
export interface IssuerRecord {
  slug: string;
  did: string;
  name: string;
  url: string;
  email: string | null;
  /** A batch of this issuer begins only after somebody approved it. */
  needsApproval: boolean;
  createdAt: Date;
}

/** A framework, crosswalk or program version, with the JSON document that `program` validated. `contentHash`: SHA-256 of its JCS form, hex. */
export interface PublishedRecord {
  code: string;
  version: string;
  document: JsonObject;
  contentHash: string;
  publishedAt: Date;
}

export interface AchievementRecord {
  code: string;
  version: string;
  programCode: string;
  programVersion: string;
  kind: AchievementKind;
  /** Order within the program, from 0. */
  position: number;
  name: string;
  publishedAt: Date;
}

/** At least one of the two, unless the person is known by name alone (then every issuance makes a new holder). */
export interface HolderKey {
  externalId?: string;
  email?: string;
}

export interface HolderRecord {
  id: string;
  externalId: string | null;
  email: string | null;
  name: string;
  createdAt: Date;
}

export interface IssuanceIntent {
  idempotencyKey: string;
  /** SHA-256 of the request's JCS form, hex. */
  requestHash: string;
  issuerSlug: string;
  /** 'other': a credential that VC-API asked us to sign, of which we know nothing more. */
  kind: AchievementKind | 'other';
  credentialId: string;
  /** Null for kind 'other'. */
  holder: (HolderKey & { name: string }) | null;
  achievement: { code: string; version: string; programCode: string; programVersion: string } | null;
  /** False when the credential brings a status entry of its own (kind 'other'). */
  needsStatus: boolean;
  /** It may be put on hold: a second place, in a list of purpose `suspension`. */
  needsHold?: boolean;
  /** The credential whose place it takes: that one is revoked, and its links lead here, when this one is recorded. */
  replaces?: string;
  /** The credential that it renews, which ends by itself. */
  renews?: string;
  issuedAt: Date;
  /** Everything that rebuilding the credential after a crash needs; never sent anywhere. */
  request: JsonObject;
}

export interface Issuance {
  id: string;
  state: 'reserved' | 'issued' | 'refused';
  idempotencyKey: string;
  requestHash: string;
  issuerSlug: string;
  kind: AchievementKind | 'other';
  credentialId: string;
  holderId: string | null;
  achievement: IssuanceIntent['achievement'];
  status: { list: number; index: number } | null;
  hold: { list: number; index: number } | null;
  replaces: string | null;
  renews: string | null;
  issuedAt: Date;
  request: JsonObject;
  problem: JsonObject | null;
}

/** What a list's set bits mean (Bitstring Status List §2.2). */
export type StatusPurpose = 'revocation' | 'suspension';
/** `revoked` is for ever. */
export type Standing = 'in-force' | 'suspended' | 'revoked';

export type StatusAction = 'revoke' | 'suspend' | 'reinstate';

export interface NewStatusOrder {
  id: string;
  issuerSlug: string;
  action: StatusAction;
  reason: string;
  /** For the issuer only. */
  note: string | null;
  /** For everyone: a sentence. */
  statement: string | null;
  /** Since when it holds, as stated to people. */
  effectiveAt: Date;
  createdBy: string;
  createdAt: Date;
}

/** What a recognition is about: an issuer as a whole, or one of its achievements. */
export interface RecognizedSubject {
  kind: 'issuer' | 'achievement';
  /** The issuer's DID, or the achievement's id. */
  subjectId: string;
  subjectName: string;
  /** The recognized issuer; of an achievement, who offers it. */
  issuerDid: string;
  issuerName: string;
}

export interface NewCredential {
  /** The JCS form (RFC 8785) of the signed credential: stored and served byte for byte. */
  body: string;
  name: string;
  holderName: string | null;
  validFrom: Date;
  validUntil: Date | null;
  awardedDate: Date | null;
  /** Null: no share link. At least 80 random bits, base64url. */
  shareId: string | null;
  /** The full credential that it is the full record of. */
  recordOf?: string;
  /** The key that signed it: what a revoked key signed is not recorded. */
  signedBy?: string;
  /** It is a recognition, of this. */
  recognizes?: RecognizedSubject;
  /** What is ordered about the credential that its issuance replaces. */
  replacement?: NewStatusOrder;
  recordedAt: Date;
}

export interface CredentialRecord {
  id: string;
  issuerSlug: string;
  kind: AchievementKind | 'other';
  holderId: string | null;
  achievement: IssuanceIntent['achievement'];
  status: { list: number; index: number } | null;
  hold: { list: number; index: number } | null;
  replaces: string | null;
  renews: string | null;
  standing: Standing;
  /** Its successor, once that is recorded. */
  replacedBy: string | null;
  body: string;
  name: string;
  holderName: string | null;
  validFrom: Date;
  validUntil: Date | null;
  awardedDate: Date | null;
  recordedAt: Date;
}

export interface ShareRecord {
  id: string;
  credentialId: string;
  createdAt: Date;
  turnedOffAt: Date | null;
}

export interface StatusListRecord {
  number: number;
  issuerSlug: string;
  statusPurpose: StatusPurpose;
  /** Entries in the list; 131,072. */
  length: number;
  allocated: number;
  /** Counts every change of a bit, from 0. */
  ledgerVersion: number;
  publication: StatusListPublication | null;
}

export interface StatusListPublication {
  /** 1 for the first; one more each time the list is signed anew. */
  number: number;
  ledgerVersion: number;
  body: string;
  signedAt: Date;
}

export interface TokenRecord {
  sha256: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  revokedAt: Date | null;
}

export interface AuditEntry {
  at: Date;
  /** `token:<name>`, `cli`, `system`. Never a person's name or address. */
  actor: string;
  /** kebab-case, past tense: `credential-issued`. */
  action: string;
  /** Id of what changed. */
  subject: string;
  details?: JsonObject;
}

/** `hash` = hex(SHA-256(JCS({seq, at, actor, action, subject, details, previousHash}))); the first `previousHash` is 64 zeros. */
export interface AuditEvent extends Required<AuditEntry> {
  seq: number;
  previousHash: string;
  hash: string;
}

/** An event as its columns hold it, whatever somebody made of them. `at` and `details` are text, `details` JSON. */
export interface StoredAuditEvent {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: string;
  previousHash: string;
  hash: string;
}

/** Which events; each that is given narrows it. `until` is not included itself. */
export interface AuditFilter {
  subject?: string;
  action?: string;
  since?: Date;
  until?: Date;
}

/** The log as it stands: how many events were ever counted, and the last one that is there. */
export interface AuditHead {
  counter: number;
  last: { seq: number; hash: string } | null;
}

/** What the instance signed about the log: that its event `seq` has this `hash`, and so everything before it. */
export interface AuditCheckpoint {
  /** From 1, without gaps. */
  number: number;
  seq: number;
  hash: string;
  at: Date;
  /** Compact JWS of the issuer. */
  body: string;
}
