import { Command } from 'commander';
import { createToken, revokeTokens, TOKEN_SCOPES, type TokenScope } from '../issuer/tokens.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern tokens`: bearer tokens for the HTTP interface. */
export function tokensCommand(): Command {
  const tokens = new Command('tokens')
    .summary('make, list and revoke bearer tokens')
    .description('Bearer tokens for the HTTP interface.');
  tokens
    .command('create')
    .description('Makes a token and prints it once; only its hash is kept.')
    .requiredOption('--name <name>', 'who uses it; stands in the audit log')
    .requiredOption(
      '--scope <scopes>',
      `comma-separated: ${TOKEN_SCOPES.join(', ')} (approve: batches that others made; sign: anything in our name)`,
    )
    .option('--json', 'print JSON')
    .action(create);
  tokens
    .command('list')
    .description('Lists the tokens by name; the tokens themselves are kept nowhere.')
    .option('--json', 'print JSON')
    .action(list);
  tokens
    .command('revoke')
    .description('Ends every token of this name, at once.')
    .requiredOption('--name <name>', 'as given when it was made')
    .option('--json', 'print JSON')
    .action(revoke);
  return tokens;
}

async function create({ name, scope, json }: { name: string; scope: string; json?: boolean }): Promise<void> {
  const asked = scope.split(',').map((entry) => entry.trim());
  const scopes = asked.filter((entry): entry is TokenScope => TOKEN_SCOPES.some((known) => known === entry));
  if (scopes.length !== asked.length)
    throw new AppError('REQUEST_INVALID', `Scopes are: ${TOKEN_SCOPES.join(', ')}.`);
  await withInstance(async ({ issuing }) => {
    const token = await createToken(issuing.store, { name, scopes, at: issuing.now(), actor: actingUser() });
    if (json) return printJson({ name, scopes, token });
    print(token);
  });
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const records = await issuing.store.listTokens();
    const tokens = records.map(({ name, scopes, createdAt, revokedAt }) => ({
      name,
      scopes,
      createdAt,
      revokedAt,
    }));
    if (json) return printJson(tokens);
    if (tokens.length === 0) print('There are no tokens. `lectern tokens create` makes one.');
    for (const { name, scopes, createdAt, revokedAt } of tokens) {
      print(
        `${revokedAt === null ? 'live   ' : 'revoked'}  ${createdAt.toISOString()}  ${scopes.join(',')}  ${name}`,
      );
    }
  });
}

async function revoke({ name, json }: { name: string; json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const revoked = await revokeTokens(issuing.store, { name, at: issuing.now(), actor: actingUser() });
    if (revoked === 0) throw new AppError('NOT_FOUND', 'There is no live token of that name.');
    if (json) return printJson({ name, revoked });
    print(`${revoked} revoked.`);
  });
}
