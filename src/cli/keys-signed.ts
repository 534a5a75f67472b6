import { Command } from 'commander';
import { requireKey } from '../issuer/keys/rotate-key.ts';
import { listAllStandings } from '../issuer/status/select-credentials.ts';
import { readPublicKey } from './keys-rotate.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern keys signed`. */
export function signedCommand(): Command {
  return new Command('signed')
    .summary('what a key signed')
    .description('Lists the credentials that a key signed, with where they stand.')
    .argument('<key>', 'its id (did:web:…#z6Mk…) or public key (z6Mk…)')
    .option('--json', 'print JSON')
    .action(async (named: string, { json }: { json?: boolean }) => {
      const publicKey = readPublicKey(named);
      await withInstance(async ({ issuing }) => {
        const { slug } = await requireKey(issuing, publicKey);
        const signed = await listAllStandings(issuing.store, { issuerSlug: slug, signedBy: publicKey });
        if (json)
          return printJson(
            signed.map(({ id, kind, standing, validUntil }) => ({ id, kind, standing, validUntil })),
          );
        if (signed.length === 0) print('This key signed no credential.');
        for (const { id, kind, standing } of signed) print(`${standing.padEnd(9)}  ${kind.padEnd(8)}  ${id}`);
      });
    });
}
