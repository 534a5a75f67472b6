import { Command } from 'commander';
import { createToken, TOKEN_SCOPES, type TokenScope } from '../issuer/tokens.ts';
import { AppError } from '../model/problem.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern tokens`: bearer tokens for the HTTP interface. */
export function tokensCommand(): Command {
  const tokens = new Command('tokens')
    .summary('make bearer tokens')
    .description('Bearer tokens for the HTTP interface.');
  tokens
    .command('create')
    .description('Makes a token and prints it once; only its hash is kept.')
    .requiredOption('--name <name>', 'who uses it; stands in the audit log')
    .requiredOption(
      '--scope <scopes>',
      `comma-separated: ${TOKEN_SCOPES.join(', ')} (sign: anything in our name)`,
    )
    .option('--json', 'print JSON')
    .action(create);
  return tokens;
}

async function create({ name, scope, json }: { name: string; scope: string; json?: boolean }): Promise<void> {
  const asked = scope.split(',').map((entry) => entry.trim());
  const scopes = asked.filter((entry): entry is TokenScope => TOKEN_SCOPES.some((known) => known === entry));
  if (scopes.length !== asked.length)
    throw new AppError('REQUEST_INVALID', `Scopes are: ${TOKEN_SCOPES.join(', ')}.`);
  await withInstance(async ({ issuing }) => {
    const token = await createToken(issuing.store, { name, scopes, at: issuing.now(), actor: 'cli' });
    if (json) return printJson({ name, scopes, token });
    print(token);
  });
}
