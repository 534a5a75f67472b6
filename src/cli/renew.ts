import { Command, Option } from 'commander';
import { Renewal, renewCredential } from '../issuer/replace/renew-credential.ts';
import { readId } from '../issuer/status/select-credentials.ts';
import { actingUser } from './acting-user.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { readOptions } from './read-options.ts';
import { withInstance } from './with-instance.ts';

interface RenewFlags {
  awarded?: string;
  validUntil?: string;
  level?: string;
  hours?: number;
  evidence?: string;
  json?: boolean;
}

/** `lectern renew`: a credential that ends, for another period. */
export function renewCommand(): Command {
  return new Command('renew')
    .summary('renew a credential that ends')
    .description(
      'Issues a new credential that names the one it renews, by the rules of the program as they are today. The old one ends by itself.',
    )
    .argument('<credential>', 'its id or share link')
    .option('--awarded <date>', 'YYYY-MM-DD; today without it')
    .option('--valid-until <date>', 'YYYY-MM-DD, the last valid day; by the program without it')
    .option('--level <code>', 'rubric level that was reached')
    .addOption(new Option('--hours <hours>', 'hours in the program').argParser(Number))
    .option('--evidence <text>', 'what the renewal rests on, in words')
    .option('--json', 'print JSON')
    .action(renew);
}

async function renew(named: string, { json, awarded, evidence, ...flags }: RenewFlags): Promise<void> {
  const given = {
    ...flags,
    awardedDate: awarded,
    evidence: evidence === undefined ? undefined : [{ narrative: evidence }],
  };
  const renewal = readOptions(Renewal, given);
  await withInstance(async ({ issuing }) => {
    const id = await readId(issuing.store, issuing.publicUrl, named);
    const { credential, share } = await renewCredential(issuing, id, {
      renewal,
      actor: actingUser(),
    });
    const shareUrl = share === null ? null : `${issuing.publicUrl}/c/${share.id}`;
    if (json)
      return printSafeJson({ renewed: id, id: credential.id, validUntil: credential.validUntil, shareUrl });
    print(`Renewed  ${showText(credential.name)}, ${showText(credential.holderName ?? '')}`);
    print(`until    ${credential.validUntil?.toISOString() ?? 'it does not end'}`);
    print(`id       ${credential.id}`);
    print(`link     ${shareUrl}`);
  });
}
