import Database from 'better-sqlite3';
import pg from 'pg';
import { ownCheckpointKeys } from '../../src/issuer/audit/checkpoint-keys.ts';
import { openAuditLog } from '../../src/issuer/audit/read-audit-log.ts';
import { type AuditReport, verifyAudit } from '../../src/issuer/audit/verify-audit.ts';
import { didWebOf } from '../../src/proof/did-url.ts';
import { type EngineName, openTestInstanceOn } from './engines.ts';
import type { TestInstance } from './test-instance.ts';

export interface AuditInstance extends TestInstance {
  /** Statements on the database itself, by somebody who may do anything to it. */
  tamper(...statements: string[]): Promise<void>;
  verify(): Promise<AuditReport>;
}

const TABLES = ['audit_events', 'audit_checkpoints'];

export async function openAuditInstance(engine: EngineName): Promise<AuditInstance> {
  const instance = await openTestInstanceOn(engine);
  const { databaseUrl, issuing } = instance;
  return {
    ...instance,
    tamper: (...statements) => (engine === 'SQLite' ? onSqlite : onPostgres)(databaseUrl, statements),
    verify: async () =>
      verifyAudit(await openAuditLog(issuing.store), {
        keys: await ownCheckpointKeys(issuing.signers, didWebOf(issuing.publicUrl)),
      }),
  };
}

async function onSqlite(url: string, statements: readonly string[]): Promise<void> {
  const database = new Database(url.replace('sqlite:', ''));
  try {
    for (const table of TABLES)
      for (const change of ['update', 'delete', 'replace'])
        database.exec(`drop trigger if exists ${table}_no_${change}`);
    for (const statement of statements) database.exec(statement);
  } finally {
    database.close();
  }
}

async function onPostgres(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const table of TABLES) await client.query(`drop trigger if exists ${table}_append_only on ${table}`);
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
