import { Command } from 'commander';
import { acceptRecognition } from '../issuer/recognitions/accept-recognition.ts';
import { describeReceived } from '../issuer/recognitions/describe-recognition.ts';
import { dropRecognition } from '../issuer/recognitions/drop-recognition.ts';
import { recheckReceived } from '../issuer/recognitions/recheck-received.ts';
import { AppError } from '../model/problem.ts';
import { FetchFailure } from '../model/verification.ts';
import { createFetchBytes } from '../network/fetch-bytes.ts';
import { actingUser } from './acting-user.ts';
import { count, printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { readInput } from './read-input.ts';
import { withInstance } from './with-instance.ts';

/** Something could not be told: as for `lectern verify`. */
const CANNOT_TELL = 2;

/** `lectern recognize accept`. */
export function acceptCommand(): Command {
  return new Command('accept')
    .summary('keep a recognition that you received, to travel with what you issue')
    .description(
      'Verifies a recognition of an issuer of this instance, or of one of its achievements, and keeps it. What is issued from then on takes it along while it is in force. The same one again changes nothing.',
    )
    .argument('<file|url|->', 'file or link of the signed recognition, or - for standard input')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  lectern recognize accept https://badges.state.example/recognitions/…',
    )
    .action(accept);
}

/** `lectern recognize check`. */
export function checkCommand(): Command {
  return new Command('check')
    .summary('ask again whether what you received is still in force')
    .description(
      'Asks the authorities’ status lists again. What was revoked or is on hold does not travel any longer.',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  lectern recognize check\n\nExit codes: 0 all were told · 2 of some it could not be told',
    )
    .action(check);
}

/** `lectern recognize drop`. */
export function dropCommand(): Command {
  return new Command('drop')
    .summary('stop taking along a recognition that you received')
    .description(
      'Nothing that is issued from now on takes it along. What was issued with it keeps it; accepting it again makes it count again.',
    )
    .argument('<id>', 'id of the recognition, as `lectern recognize list --received` shows it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  lectern recognize drop urn:uuid:…')
    .action(drop);
}

async function accept(source: string, { json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }, { isLocal }) => {
    const bytes = /^https?:\/\//.test(source) ? await readLink(source, isLocal) : await readInput(source);
    const { outcome, recognition } = await acceptRecognition(issuing, bytes, actingUser());
    const described = describeReceived(issuing, recognition);
    if (json) return printSafeJson({ outcome, ...described });
    const { subject, authority, standing } = described;
    print(outcome === 'saved' ? 'Kept.' : 'This one was kept already.');
    print(showText(`recognized  ${subject.name}`));
    print(showText(`by          ${authority.name} (${authority.id})`));
    print(`valid       ${described.validFrom} to ${described.validUntil ?? 'no end'}`);
    print(showText(`id          ${described.id}`));
    if (standing === 'in-force') print('It travels with everything that is issued from now on.');
    else print(`It does not travel yet: ${standing}.`);
  });
}

async function readLink(link: string, allowLocalhost: boolean): Promise<Uint8Array> {
  try {
    return await createFetchBytes({ allowLocalhost })(link);
  } catch (cause) {
    if (!(cause instanceof FetchFailure)) throw cause;
    throw new AppError('NOT_FOUND', 'No recognition could be had from this link.', { cause });
  }
}

async function check({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const result = await recheckReceived(issuing, actingUser());
    if (result.unknown.length > 0) process.exitCode = CANNOT_TELL;
    if (json) return printSafeJson(result);
    print(`${count(result.checked, 'recognition')} asked for.`);
    for (const { id, standing } of result.changed) print(showText(`now ${standing}  ${id}`));
    for (const id of result.unknown) print(showText(`cannot tell  ${id}`));
  });
}

async function drop(id: string, { json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    await dropRecognition(issuing, id, actingUser());
    if (json) return printSafeJson({ id, dropped: true });
    print('Dropped. Nothing that is issued from now on takes it along.');
  });
}
