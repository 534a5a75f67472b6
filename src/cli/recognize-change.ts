import { Command, Option } from 'commander';
import { describeGiven } from '../issuer/recognitions/describe-recognition.ts';
import { requireRecognition } from '../issuer/recognitions/list-recognitions.ts';
import { RecognitionRenewal } from '../issuer/recognitions/recognition-request.ts';
import { renewRecognition } from '../issuer/recognitions/renew-recognition.ts';
import { revokeRecognition } from '../issuer/recognitions/revoke-recognition.ts';
import { CHANGE_REASONS, ChangeGrounds } from '../issuer/status/change-reason.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';
import { actingUser } from './acting-user.ts';
import { printSafeJson } from './batch-terminal.ts';
import { print } from './print.ts';
import { reportOrder } from './status-report.ts';
import { withInstance } from './with-instance.ts';

interface RenewFlags {
  until?: string;
  comment?: string;
  json?: boolean;
}

interface RevokeFlags {
  reason: string;
  note?: string;
  statement?: string;
  json?: boolean;
}

/** `lectern recognize renew`. */
export function renewCommand(): Command {
  return new Command('renew')
    .summary('recognize the same again, from the day on which a recognition ends')
    .description(
      'Gives a recognition of the same issuer or achievement that begins when the old one ends, or now if it has ended. The old one stays as it is.',
    )
    .argument('<id>', 'id of the recognition (urn:uuid:…)')
    .option('--until <date>', 'YYYY-MM-DD, the last valid day; without an end if not given')
    .option('--comment <text>', 'for everyone; as before without it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  lectern recognize renew urn:uuid:… --until 2032-06-30')
    .action(renew);
}

/** `lectern recognize revoke`. */
export function revokeCommand(): Command {
  return new Command('revoke')
    .summary('revoke a recognition, for ever')
    .description(
      'Revokes a recognition that was given here. This cannot be taken back: what was revoked in error is given again.',
    )
    .argument('<id>', 'id of the recognition (urn:uuid:…)')
    .addOption(
      new Option('--reason <code>', 'why, for your records')
        .choices([...CHANGE_REASONS])
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'for your records only')
    .option('--statement <sentence>', 'shown to whoever checks it; nothing by default')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  lectern recognize revoke urn:uuid:… --reason requirements-not-met\n\nExit codes: 0 done and read back from outside · 1 not done · 2 done, but not seen from outside yet · 64 wrong usage',
    )
    .action(revoke);
}

async function renew(id: string, { json, ...given }: RenewFlags): Promise<void> {
  const parsed = RecognitionRenewal.safeParse(
    presentMembers({ validUntil: given.until, comment: given.comment }),
  );
  if (!parsed.success) throw wrong(listProblems(parsed.error));
  await withInstance(async ({ issuing }) => {
    const { credential } = await renewRecognition(issuing, id, { renewal: parsed.data, actor: actingUser() });
    const renewed = describeGiven(issuing, await requireRecognition(issuing.store, credential.id));
    if (json) return printSafeJson(renewed);
    print(`Renewed  from ${renewed.validFrom} to ${renewed.validUntil ?? 'no end'}`);
    print(`id       ${renewed.id}`);
    print(`link     ${renewed.url}`);
  });
}

async function revoke(id: string, { json, ...given }: RevokeFlags): Promise<void> {
  const parsed = ChangeGrounds.safeParse(presentMembers(given));
  if (!parsed.success) throw wrong(listProblems(parsed.error));
  await withInstance(async ({ issuing, fetchOutside }) => {
    const order = await revokeRecognition(issuing, id, { grounds: parsed.data, actor: actingUser() });
    await reportOrder(issuing, order, fetchOutside, { json });
  });
}

function wrong(problems: ReturnType<typeof listProblems>): AppError {
  return new AppError('CONFIG_INVALID', 'The options have problems.', { problems });
}
