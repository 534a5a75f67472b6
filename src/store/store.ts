import type { AchievementKind } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';

/**
 * The Store port. Any engine that keeps these promises will do; `tests/support/store-contract.ts` holds every engine to
 * them.
 *
 * Durability: a promise that resolved has survived a killed process; one that rejected changed nothing (each method is
 * one transaction). Concurrency: any number of processes may share one store; each method says what happens when two
 * meet. Not found is `null`, never an exception. Times are UTC `Date`s with millisecond precision. Every method that
 * changes what the world may rely on takes an `AuditEntry`, appended in the same transaction.
 */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';

  /** Brings the schema up to this version. Safe to call from several processes at once; a second call does nothing. */
  migrate(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the store answers a trivial question. */
  ping(): Promise<void>;

  /** Creates the issuer with this slug or replaces its profile. The DID of an existing issuer never changes (AppError CONFIG_INVALID). */
  saveIssuer(issuer: IssuerRecord, audit: AuditEntry): Promise<void>;
  findIssuer(slug: string): Promise<IssuerRecord | null>;
  /** By slug, ascending. */
  listIssuers(): Promise<IssuerRecord[]>;

  /**
   * Publishes a framework, or one version of a program with its achievements. What is published is frozen: the same
   * content again is `unchanged` (no audit entry), other content under a published code and version is AppError
   * PROGRAM_FROZEN. Content is compared by `contentHash`.
   */
  publishFramework(framework: PublishedRecord, audit: AuditEntry): Promise<'published' | 'unchanged'>;
  publishProgram(
    program: PublishedRecord,
    achievements: readonly AchievementRecord[],
    audit: AuditEntry,
  ): Promise<'published' | 'unchanged'>;
  /** Without a version, the one published last. */
  findFramework(code: string, version?: string): Promise<PublishedRecord | null>;
  findProgram(code: string, version?: string): Promise<PublishedRecord | null>;
  findAchievement(code: string, version?: string): Promise<AchievementRecord | null>;
  /** The latest version of each, by code. */
  listFrameworks(): Promise<PublishedRecord[]>;
  listPrograms(): Promise<PublishedRecord[]>;
  /** The latest version of each achievement, by program and position. */
  listAchievements(): Promise<AchievementRecord[]>;

  /** The holder that this key names: `externalId` if given, else `email` (compared lower-cased and trimmed), else none. */
  findHolder(key: HolderKey): Promise<HolderRecord | null>;
  getHolder(id: string): Promise<HolderRecord | null>;

  /**
   * Stores the intent to issue: finds or creates the holder, reserves the credential id and a status index, in one
   * transaction. The index is drawn at random from the issuer's open list and is never given out again, whatever becomes
   * of the issuance; a list is full at three quarters of its length (so that a draw stays cheap), then the next is opened.
   *
   * Idempotent: a key seen before returns that issuance unchanged when `requestHash` is equal, else AppError
   * IDEMPOTENCY_CONFLICT. Two callers with one key at the same time get the same issuance. A `credentialId` that
   * another issuance has is AppError CREDENTIAL_ID_CONFLICT.
   */
  reserveIssuance(intent: IssuanceIntent, audit: AuditEntry): Promise<Issuance>;
  /**
   * Records the signed credential, its share link and the audit event, and closes the intent, in one transaction.
   * Called again for an issuance that is already issued, it returns what was recorded the first time.
   */
  completeIssuance(
    issuanceId: string,
    credential: NewCredential,
    audit: AuditEntry,
  ): Promise<CredentialRecord>;
  /** Closes the intent without a credential. Its index stays used. `problem` is kept for whoever asks again with the same key. */
  refuseIssuance(issuanceId: string, problem: JsonObject, audit: AuditEntry): Promise<void>;
  getIssuance(idempotencyKey: string): Promise<Issuance | null>;
  /** Intents still `reserved` that were stored before `before`, oldest first. */
  listUnfinishedIssuances(before: Date, limit: number): Promise<Issuance[]>;

  getCredential(id: string): Promise<CredentialRecord | null>;
  /** Oldest first. */
  listCredentialsOfHolder(holderId: string): Promise<CredentialRecord[]>;
  /** Newest first; `after` is the id of the last one of the page before. */
  listCredentials(page: { after?: string; limit: number }): Promise<CredentialRecord[]>;

  getShare(shareId: string): Promise<{ share: ShareRecord; credential: CredentialRecord } | null>;
  listSharesOfCredential(credentialId: string): Promise<ShareRecord[]>;
  /** Turns the link off for good. False if there is no such link or it was off already. */
  turnOffShare(shareId: string, at: Date, audit: AuditEntry): Promise<boolean>;

  /** Null if no credential ever reserved an index in it. */
  getStatusList(number: number): Promise<StatusListRecord | null>;
  listStatusLists(): Promise<StatusListRecord[]>;
  /** The indices whose bit is set, ascending, and the ledger version that they stand at, read at one moment. */
  readStatusBits(number: number): Promise<{ ledgerVersion: number; indices: number[] }>;
  /**
   * Keeps a freshly signed list for serving, by compare-and-swap: only if the stored publication is still number
   * `replaces` (0: none yet) and its ledger version is not newer than this one's. False: another process was faster;
   * read again.
   */
  publishStatusList(number: number, replaces: number, publication: StatusListPublication): Promise<boolean>;

  /** Tokens are kept as SHA-256 of the token, in hex; the token itself is nowhere. */
  saveToken(token: TokenRecord, audit: AuditEntry): Promise<void>;
  findToken(sha256: string): Promise<TokenRecord | null>;
  /** Oldest first, revoked ones too. */
  listTokens(): Promise<TokenRecord[]>;

  /** Appends one event that belongs to no other change. */
  appendAudit(entry: AuditEntry): Promise<void>;
  /** In order of `seq`. */
  listAudit(page: { after?: number; limit: number }): Promise<AuditEvent[]>;
}

/** One body that issues. `slug` is '' for the instance's own issuer (its DID is the bare did:web), else a path segment. */
export interface IssuerRecord {
  slug: string;
  did: string;
  name: string;
  url: string;
  email: string | null;
  createdAt: Date;
}

/** A framework or a program version, with the JSON document that `program` validated. `contentHash`: SHA-256 of its JCS form, hex. */
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
  issuedAt: Date;
  request: JsonObject;
  problem: JsonObject | null;
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
  recordedAt: Date;
}

export interface CredentialRecord {
  id: string;
  issuerSlug: string;
  kind: AchievementKind | 'other';
  holderId: string | null;
  achievement: IssuanceIntent['achievement'];
  status: { list: number; index: number } | null;
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
  statusPurpose: 'revocation';
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
