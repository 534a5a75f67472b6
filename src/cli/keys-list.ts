import { Command } from 'commander';
import { findSigningKey } from '../issuer/open-signers.ts';
import type { SigningKey } from '../store/key-store.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern keys list`. */
export function listCommand(): Command {
  return new Command('list')
    .summary('the keys of this instance and their periods')
    .description(
      'Lists the keys of every issuer: which one signs, since when, and what ended. Never prints a secret.',
    )
    .option('--json', 'print JSON')
    .action(list);
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing, keys: holder }) => {
    const { store, signers, now } = issuing;
    const held = new Map((await holder.listKeys()).map((key) => [key.publicKeyMultibase, key]));
    const keys = [];
    for (const { did } of await store.listIssuers()) {
      const known = await signers.keysOf(did);
      const signing = findSigningKey(known, now());
      for (const key of known)
        keys.push({
          id: `${did}#${key.publicKey}`,
          controller: did,
          created: key.createdAt,
          signsFrom: key.signsFrom,
          retired: key.retiredAt,
          expires: key.expiresAt,
          revoked: key.revokedAt,
          state: stateOf(key, signing),
          signs: key.publicKey === signing?.publicKey,
          // Null where its private half is not here any more.
          encrypted: held.get(key.publicKey)?.isEncrypted ?? null,
        });
    }
    if (json) return printJson(keys);
    if (keys.length === 0) print('There are no keys yet. `lectern init` makes the first one.');
    for (const { state, signsFrom, encrypted, id } of keys)
      print(`${state.padEnd(7)}  ${signsFrom.toISOString()}  ${describeRest(encrypted)}  ${id}`);
  });
}

function stateOf(key: SigningKey, signing: SigningKey | null): string {
  if (key.revokedAt !== null) return 'revoked';
  if (key.retiredAt !== null) return 'retired';
  if (key.publicKey === signing?.publicKey) return 'signs';
  return signing !== null && key.signsFrom > signing.signsFrom ? 'next' : 'kept';
}

function describeRest(isEncrypted: boolean | null): string {
  return isEncrypted === null ? 'gone     ' : isEncrypted ? 'encrypted' : 'plain    ';
}
