import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { openBatchQueue } from '../issuer/batch/batch-queue.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { revokeKey } from '../issuer/keys/revoke-key.ts';
import { requireKey } from '../issuer/keys/rotate-key.ts';
import { tellOfReplacement } from '../issuer/mail/tell-holders.ts';
import { listSignedBy, openReissue, type SignedByKey } from '../issuer/reissue/open-reissue.ts';
import { reissueOther } from '../issuer/reissue/reissue-other.ts';
import { reissueRecord } from '../issuer/reissue/reissue-record.ts';
import { replaceOne } from '../issuer/replace/replace-credential.ts';
import { confirmStatus } from '../issuer/status/confirm-status.ts';
import { findFullsWith } from '../issuer/status/fallen-parts.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { readWhole } from './batch-roster-options.ts';
import { signHere } from './batch-sign.ts';
import { count, printSafeJson, tell } from './batch-terminal.ts';
import { assertSomeoneIsThere, confirmNumber, readCount } from './confirm-number.ts';
import { readPublicKey } from './keys-rotate.ts';
import { requireMailServer } from './mail.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

interface RevokeFlags {
  count?: number;
  workers?: number;
  mail?: boolean;
  json?: boolean;
}

/** Not everything could be issued anew, or the world does not see it yet. */
const NOT_WHOLE = 2;

/** `lectern keys revoke`. */
export function revokeCommand(): Command {
  return new Command('revoke')
    .summary('a key was compromised: nothing that it signed counts any more')
    .description(
      'Declares a key compromised. Verifiers refuse whatever it signed from now on; a new key signs; and all that it signed and that is in force is issued anew under the new key, with the same day of award and the same links. The same command again finishes what was interrupted.',
    )
    .argument('<key>', 'its id (did:web:…#z6Mk…) or public key (z6Mk…)')
    .addOption(
      new Option(
        '--count <n>',
        'do it without asking, if so many credentials are to be issued anew',
      ).argParser(readCount),
    )
    .addOption(new Option('--workers <n>', 'threads that sign').argParser(readWhole))
    .option('--mail', 'tell the holders by mail')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 done and read back from outside · 1 not done · 2 not everything could be issued anew, or not seen from outside yet · 64 wrong usage',
    )
    .action(revoke);
}

async function revoke(named: string, flags: RevokeFlags): Promise<void> {
  const publicKey = readPublicKey(named);
  if (flags.count === undefined) assertSomeoneIsThere('revoke it', '--count');
  await withInstance(async ({ issuing, keys, fetchOutside }, { databaseUrl }, { smtpUrl }) => {
    if (flags.mail) requireMailServer(smtpUrl);
    const actor = actingUser();
    const { key, slug } = await requireKey(issuing, publicKey);
    const { awards, others, past } = await listSignedBy(issuing, slug, publicKey);
    const all = awards.length + others.length;
    // What was decided once is finished without being asked again.
    if (key.revokedAt === null) await confirm(flags, all, past);
    const successor = await revokeKey(issuing, keys, publicKey, actor);
    tell(
      successor === null
        ? 'The key is revoked.'
        : `The key is revoked; ${successor.publicKey} signs from now on.`,
    );
    await reissueAwards(
      issuing,
      databaseUrl,
      { issuer: slug, publicKey, actor },
      flags.workers ?? availableParallelism(),
    );
    for (const other of others) await reissueOther(issuing, other, actor);
    await reissueFullsOf(issuing, (await listSignedBy(issuing, slug, publicKey)).replaced, actor);
    await reissueRecords(issuing, others, actor);
    const left = await listSignedBy(issuing, slug, publicKey);
    const done = left.replaced;
    const successors = done.flatMap(({ replacedBy }) => replacedBy ?? []);
    const mails = flags.mail ? await tellOfReplacement(issuing, successors, null, actor) : 0;
    const leftOver = left.awards.length + left.others.length;
    const confirmation = await confirmStatus(
      issuing,
      { action: 'revoke', credentialIds: done.map(({ id }) => id) },
      fetchOutside,
    );
    const isSeen = confirmation.isConfirmed || done.length === 0;
    if (leftOver > 0 || !isSeen) process.exitCode = NOT_WHOLE;
    if (flags.json)
      return printSafeJson({
        revoked: publicKey,
        successor: successor?.publicKey ?? null,
        reissued: all - leftOver,
        left: [...left.awards, ...left.others].map(({ id }) => id),
        past,
        mails,
        confirmation,
      });
    print(`${count(all - leftOver, 'credential')} issued anew; every link leads to the new one.`);
    if (leftOver > 0)
      print(`${leftOver} could not be: lectern batch status says why. Verifiers refuse them.`);
    if (!isSeen) print('The lists are not seen from outside yet: is the service running?');
  });
}

async function confirm({ count: stated }: RevokeFlags, all: number, past: number): Promise<void> {
  if (stated !== undefined) {
    if (stated === all) return;
    throw new AppError('COUNT_DIFFERS', `This would issue ${all} credentials anew, not ${stated}.`);
  }
  if (past > 0) tell(`${count(past, 'credential')} of this key are withdrawn, replaced or expired already.`);
  const question = `Revoke the key and issue ${count(all, 'credential')} anew?`;
  if (!(await confirmNumber(question, all))) throw new AppError('COUNT_DIFFERS', 'Nothing was changed.');
}

/** Until nothing is left, or no more becomes less: a credential may have been signed while the key was being revoked. */
async function reissueAwards(
  issuing: Issuing,
  databaseUrl: string,
  key: { issuer: string; publicKey: string; actor: string },
  workers: number,
): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    const { awards } = await listSignedBy(issuing, key.issuer, key.publicKey);
    if (awards.length === 0 || awards.length >= before) return;
    before = awards.length;
    const queue = await openBatchQueue(databaseUrl);
    const batch = await openReissue(issuing, queue, key).finally(() => queue.close());
    if (batch === null) return;
    const { isInterrupted } = await signHere(issuing, batch.id, workers);
    if (isInterrupted) throw new AppError('BATCH_STATE', 'Interrupted: the same command again goes on.');
  }
}

/** Full credentials that another key signed over parts of this one: they name parts that nobody believes any more. */
async function reissueFullsOf(
  issuing: Issuing,
  replaced: SignedByKey['replaced'],
  actor: string,
): Promise<void> {
  const fulls = new Set((await findFullsWith(issuing, replaced)).map(({ full }) => full.id));
  for (const id of fulls)
    await replaceOne(issuing, id, {
      corrections: {},
      grounds: {},
      actor,
      asItWas: true,
      reason: 'key-compromise',
    });
}

/** Full records that the key signed, or that hold what it signed. */
async function reissueRecords(issuing: Issuing, others: SignedByKey['others'], actor: string): Promise<void> {
  for (const { id } of others)
    if ((await issuing.store.findFullOfRecord(id)) !== null) await reissueRecord(issuing, id, actor);
}
