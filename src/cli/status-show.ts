import { Command } from 'commander';
import { readId } from '../issuer/status/select-credentials.ts';
import { AppError } from '../model/problem.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

const STANDINGS = { 'in-force': 'in force', suspended: 'on hold', revoked: 'withdrawn' };

/** `lectern status show`. */
export function showCommand(): Command {
  return new Command('show')
    .summary('where a credential stands, and what happened to it')
    .description('Shows where a credential stands and every change of it, with its notes.')
    .argument('<credential>', 'its id or share link')
    .option('--json', 'print JSON')
    .action(show);
}

async function show(named: string, { json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const { store, publicUrl } = issuing;
    const credential = await store.getCredential(await readId(store, publicUrl, named));
    if (credential === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
    const { id, name, holderName, standing, replaces, replacedBy, renews, recordedAt } = credential;
    const changes = await store.listChangesOfCredential(id);
    if (json)
      return printSafeJson({
        id,
        name,
        holderName,
        standing,
        replaces,
        replacedBy,
        renews,
        recordedAt,
        changes,
      });
    print(`${showText(name)}, ${showText(holderName ?? '')}`);
    print(`${id}: ${replacedBy === null ? STANDINGS[standing] : 'replaced'}`);
    if (replaces !== null) print(`replaces    ${replaces}`);
    if (replacedBy !== null) print(`replaced by ${replacedBy}`);
    if (renews !== null) print(`renews      ${renews}`);
    print(`${recordedAt.toISOString()}  issued`);
    for (const { decidedAt, decidedBy, createdBy, action, reason, note, statement } of changes) {
      print(
        `${decidedAt?.toISOString()}  ${action}, ${reason}, by ${showText(createdBy)}${decidedBy === createdBy ? '' : ` and ${showText(String(decidedBy))}`}`,
      );
      if (statement !== null) print(`  public: ${showText(statement)}`);
      if (note !== null) print(`  note:   ${showText(note)}`);
    }
  });
}
