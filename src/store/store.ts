import type { JsonObject } from '../model/json.ts';
import type { BatchStore } from './batch-store.ts';
import type { KeyStore } from './key-store.ts';
import type { MailStore } from './mail-store.ts';
import type { RecognitionStore } from './recognition-store.ts';
import type { RecordStore } from './record-store.ts';
import type {
  AchievementRecord,
  AuditCheckpoint,
  AuditEntry,
  AuditEvent,
  AuditFilter,
  AuditHead,
  CredentialRecord,
  HolderKey,
  HolderRecord,
  Issuance,
  IssuanceIntent,
  IssuerRecord,
  NewCredential,
  PublishedRecord,
  ShareRecord,
  StatusListPublication,
  StatusListRecord,
  StoredAuditEvent,
  TokenRecord,
} from './records.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import type { StandingStore } from './standing-store.ts';
import type { TransparencyStore } from './transparency-store.ts';

/**
 * The Store port. Any engine that keeps these promises will do; `tests/support/store-contract.ts` holds every engine to
 * them.
 *
 * Durability: a promise that resolved has survived a killed process; one that rejected changed nothing (each method is
 * one transaction). Concurrency: any number of processes may share one store; each method says what happens when two
 * meet. Not found is `null`, never an exception. Times are UTC `Date`s with millisecond precision. Every method that
 * changes what the world may rely on takes an `AuditEntry`, appended in the same transaction.
 */
export interface Store
  extends BatchStore,
    StandingStore,
    KeyStore,
    MailStore,
    RecognitionStore,
    RecordStore,
    SnapshotStore,
    TransparencyStore {
  readonly engine: 'sqlite' | 'postgres';

  /** Brings the schema up to this version. Safe to call from several processes at once; a second call does nothing. */
  migrate(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the store answers a trivial question. */
  ping(): Promise<void>;
  /** The time by the clock of the database server; by this machine's, where the database is in this process. */
  now(): Promise<Date>;

  /**
   * Creates the issuer with this slug or replaces its profile. The DID of an existing issuer never changes (AppError
   * CONFIG_INVALID). The audit entry may be made from the profile that is replaced, null for a new issuer.
   */
  saveIssuer(
    issuer: IssuerRecord,
    audit: AuditEntry | ((before: IssuerRecord | null) => AuditEntry),
  ): Promise<void>;
  findIssuer(slug: string): Promise<IssuerRecord | null>;
  /** By slug, ascending. */
  listIssuers(): Promise<IssuerRecord[]>;

  /**
   * Publishes a framework, a crosswalk, or one version of a program with its achievements. What is published is frozen: the same
   * content again is `unchanged` (no audit entry), other content under a published code and version is AppError
   * PROGRAM_FROZEN. Content is compared by `contentHash`.
   */
  publishFramework(framework: PublishedRecord, audit: AuditEntry): Promise<'published' | 'unchanged'>;
  publishCrosswalk(crosswalk: PublishedRecord, audit: AuditEntry): Promise<'published' | 'unchanged'>;
  publishProgram(
    program: PublishedRecord,
    achievements: readonly AchievementRecord[],
    audit: AuditEntry,
  ): Promise<'published' | 'unchanged'>;
  /** Without a version, the one published last. */
  findFramework(code: string, version?: string): Promise<PublishedRecord | null>;
  findCrosswalk(code: string, version?: string): Promise<PublishedRecord | null>;
  findProgram(code: string, version?: string): Promise<PublishedRecord | null>;
  findAchievement(code: string, version?: string): Promise<AchievementRecord | null>;
  /** The latest version of each, by code. */
  listFrameworks(): Promise<PublishedRecord[]>;
  listCrosswalks(): Promise<PublishedRecord[]>;
  listPrograms(): Promise<PublishedRecord[]>;
  /** Every version of each, by code, the latest last. */
  listVersions(kind: 'framework' | 'program' | 'crosswalk'): Promise<PublishedRecord[]>;
  /** The latest version of each achievement, by program and position. */
  listAchievements(): Promise<AchievementRecord[]>;

  /** The holder that this key names: `externalId` if given, else `email` (compared lower-cased and trimmed), else none. */
  findHolder(key: HolderKey): Promise<HolderRecord | null>;
  getHolder(id: string): Promise<HolderRecord | null>;
  /** Changes a holder's name, for what is issued from now on. */
  renameHolder(id: string, name: string, audit: AuditEntry): Promise<void>;

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
  /** The issuance that a recorded credential comes from. */
  getIssuanceOfCredential(credentialId: string): Promise<Issuance | null>;
  /**
   * Intents still `reserved` that were stored before `before`, oldest first. Not those of batches (`batchRowKey`), which
   * the batch itself finishes.
   */
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
  /** In order of `seq`. Rejects when a row was made into something that is no event; `listStoredAudit` does not. */
  listAudit(page: AuditFilter & { after?: number; limit: number }): Promise<AuditEvent[]>;
  listStoredAudit(page: AuditFilter & { after?: number; limit: number }): Promise<StoredAuditEvent[]>;
  /** The counter and the last event, read at one moment. */
  readAuditHead(): Promise<AuditHead>;
  /**
   * Keeps a checkpoint, by compare-and-swap: only if the last one is still number `replaces` (0: none yet), this one is the next
   * number and covers more, and the event that it names has its hash. False: another process was faster, or the log is not
   * what was signed; read again. Has no audit event, which would itself have to be covered.
   */
  saveAuditCheckpoint(checkpoint: AuditCheckpoint, replaces: number): Promise<boolean>;
  lastAuditCheckpoint(): Promise<AuditCheckpoint | null>;
  /** In order of `seq`, those that cover more than the event `after`. */
  listAuditCheckpoints(page: { after?: number; limit: number }): Promise<AuditCheckpoint[]>;
  /** The id of the batch in whose rows this credential was asked for; null for any other. */
  findBatchOfCredential(credentialId: string): Promise<string | null>;
}
