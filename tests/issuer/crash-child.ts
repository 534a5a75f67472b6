/**
 * A process of its own for `crash.test.ts`: issues one credential and kills itself at the point that it is given. Without
 * a point it lives, and prints what it was asked for: each call of a capability with the SQL statements it made.
 */
import Database from 'better-sqlite3';
import pg from 'pg';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { Signers } from '../../src/issuer/issuing.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import type { Store } from '../../src/store/store.ts';
import { openIssuing } from '../support/open-issuing.ts';

export interface CrashOrder {
  databaseUrl: string;
  keyDir: string;
  now: string;
  award: AwardRequest;
  kill?: KillPoint;
}

/** Before or after the call with this number, or, during it, before its SQL statement with this number. */
export interface KillPoint {
  call: number;
  at: 'before' | 'after' | number;
}

export interface Call {
  name: string;
  statements: number;
}

const order: CrashOrder = JSON.parse(process.argv[2] ?? '{}');
const calls: Call[] = [];

function dieIf(call: number, at: KillPoint['at']): void {
  if (order.kill?.call === call && order.kill.at === at) process.kill(process.pid, 'SIGKILL');
}

async function watch<T>(name: string, act: () => T | Promise<T>): Promise<T> {
  const call = calls.push({ name, statements: 0 });
  dieIf(call, 'before');
  const result = await act();
  dieIf(call, 'after');
  return result;
}

/** Writes are made one after the other, so a statement of theirs belongs to the last call. */
function countStatement(): void {
  const call = calls.at(-1);
  if (call === undefined) return;
  call.statements++;
  dieIf(calls.length, call.statements);
}

/** Every call of the port is one step. */
function watchStore(store: Store): Store {
  return new Proxy(store, {
    get(target, member) {
      const value = Reflect.get(target, member);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => watch(String(member), () => Reflect.apply(value, target, args));
    },
  });
}

function watchSigners(signers: Signers): Signers {
  return {
    ...signers,
    async signerOf(did) {
      const signer = await signers.signerOf(did);
      return { ...signer, sign: (input) => watch('sign', () => signer.sign(input)) };
    },
  };
}

for (const [prototype, method] of [
  [Database.prototype, 'prepare'],
  [Database.prototype, 'exec'],
  [pg.Client.prototype, 'query'],
] as unknown as [Record<string, (...args: unknown[]) => unknown>, string][]) {
  const original = prototype[method];
  prototype[method] = function (this: unknown, ...args: unknown[]) {
    countStatement();
    return original?.apply(this, args);
  };
}

const { issuing, close } = await openIssuing({
  databaseUrl: order.databaseUrl,
  keyDir: order.keyDir,
  clock: { now: new Date(order.now) },
  wrapStore: watchStore,
  wrapSigners: watchSigners,
});
await issueCredential(issuing, order.award, { actor: 'crash' });
await close();
console.log(JSON.stringify(calls));
