import { z } from 'zod';

/**
 * A backup is gzip'd lines of JSON: a header, a line a row in an order in which they can be inserted again, a line a key
 * file, a trailer. A change that an older version would misread is a new number here.
 */
export const BACKUP_VERSION = 1;

export const BackupHeader = z.strictObject({
  format: z.literal('lectern-backup'),
  version: z.literal(BACKUP_VERSION),
  /** The version of Lectern that wrote it. */
  lectern: z.string().max(100),
  engine: z.enum(['sqlite', 'postgres']),
  publicUrl: z.url().max(2_000),
  at: z.iso.datetime(),
  /** What the schema had when the rows were read. */
  migrations: z.array(z.string().max(200)).max(1_000),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

export const BackupRow = z.strictObject({
  table: z.string().max(100),
  row: z.record(z.string().max(100), z.union([z.string(), z.int(), z.null()])),
});

/** A key file as it lies in the key directory. Its name can lead nowhere else. */
export const BackupKey = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}\.json$/),
  content: z.string().max(65_536),
});
export type BackupKey = z.infer<typeof BackupKey>;

export const BackupTrailer = z.strictObject({
  /** How many rows of each table came before. */
  rows: z.record(z.string().max(100), z.int().min(0)),
  keys: z.int().min(0),
  /** SHA-256, hex, of every byte before this line, unzipped. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupTrailer = z.infer<typeof BackupTrailer>;
