import { Command } from 'commander';
import { KEY_LEAD_MS, retireKey, rotateKey } from '../issuer/keys/rotate-key.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern keys rotate`. */
export function rotateCommand(): Command {
  return new Command('rotate')
    .summary('let a new key sign; what the old one signed stays good')
    .description(
      `Makes a new key. It is published at once and signs after ${KEY_LEAD_MS / 60_000} minutes, when whoever keeps copies of the DID document has it; issuing goes on meanwhile. The old key stays in the DID document.`,
    )
    .option('--issuer <slug>', 'issuer under this instance', '')
    .option('--now', 'let it sign at once; for some minutes some verifiers will not find it')
    .option('--json', 'print JSON')
    .action(rotate);
}

/** `lectern keys retire`. */
export function retireCommand(): Command {
  return new Command('retire')
    .summary('end a key that does not sign any more')
    .description(
      'Ends a key that was rotated out: its private half is destroyed. It stays in the DID document, so what it signed stays good.',
    )
    .argument('<key>', 'its id (did:web:…#z6Mk…) or public key (z6Mk…)')
    .option(
      '--expires',
      'publish its end too: later proofs are not its own; some verifiers then refuse older ones as well',
    )
    .option('--json', 'print JSON')
    .action(retire);
}

/** The public key of an id, or itself. Throws AppError CONFIG_INVALID. */
export function readPublicKey(named: string): string {
  const publicKey =
    named
      .split('#')
      .at(-1)
      ?.replace(/-2020$/, '') ?? '';
  if (!/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(publicKey))
    throw new AppError(
      'CONFIG_INVALID',
      'A key is named by its id or its public key, as lectern keys list shows it.',
    );
  return publicKey;
}

async function rotate({
  issuer,
  now,
  json,
}: {
  issuer: string;
  now?: boolean;
  json?: boolean;
}): Promise<void> {
  await withInstance(async ({ issuing, keys }) => {
    const key = await rotateKey(issuing, keys, {
      issuer,
      leadMs: now ? 0 : KEY_LEAD_MS,
      actor: actingUser(),
    });
    const id = `${key.controller}#${key.publicKey}`;
    if (json)
      return printJson({ id, controller: key.controller, created: key.createdAt, signsFrom: key.signsFrom });
    print(id);
    print(`It is published now and signs from ${key.signsFrom.toISOString()} on.`);
  });
}

async function retire(
  named: string,
  { expires, json }: { expires?: boolean; json?: boolean },
): Promise<void> {
  const publicKey = readPublicKey(named);
  await withInstance(async ({ issuing, keys }) => {
    const key = await retireKey(issuing, keys, publicKey, { expires: expires === true, actor: actingUser() });
    const id = `${key.controller}#${key.publicKey}`;
    if (json) return printJson({ id, retired: key.retiredAt, expires: key.expiresAt });
    print(`${id} is retired; its private half is destroyed.`);
  });
}
