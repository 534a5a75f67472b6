import { Command } from 'commander';
import { closeReviews } from '../issuer/status/mark-reviews.ts';
import { readId } from '../issuer/status/select-credentials.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

const MOST_SHOWN = 200;

/** `lectern status reviews`. */
export function reviewsCommand(): Command {
  return new Command('reviews')
    .summary('full credentials that lost a part')
    .description(
      'Lists full credentials whose part was withdrawn or put on hold: verifiers that have the parts call them incomplete. Withdraw them (`lectern status revoke`), replace them (`lectern replace`), or keep them (`lectern status keep`).',
    )
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      withInstance(async ({ issuing }) => {
        const reviews = (await issuing.store.listReviews({ limit: MOST_SHOWN })).map(
          ({ credential: { id, name, holderName }, partId, openedAt }) => ({
            id,
            name,
            holderName,
            partId,
            openedAt,
          }),
        );
        if (json) return printSafeJson(reviews);
        if (reviews.length === 0) print('Nothing is to be reviewed.');
        for (const { id, name, holderName, partId, openedAt } of reviews)
          print(
            `${id}  ${showText(name)}, ${showText(holderName ?? '')}; since ${openedAt.toISOString()} without ${partId}`,
          );
      }),
    );
}

/** `lectern status keep`. */
export function keepCommand(): Command {
  return new Command('keep')
    .summary('leave a full credential as it is, although it lost a part')
    .description('Ends the review of a full credential that lost a part: it stays as it is.')
    .argument('<credential>', 'its id or share link')
    .option('--json', 'print JSON')
    .action((named: string, { json }: { json?: boolean }) =>
      withInstance(async ({ issuing }) => {
        const id = await readId(issuing.store, issuing.publicUrl, named);
        const closed = await closeReviews(issuing, { credentialId: id }, 'kept', actingUser());
        if (closed === 0) throw new AppError('NOT_FOUND', 'Nothing about this credential is to be reviewed.');
        if (json) printSafeJson({ id, outcome: 'kept' });
        else print('Kept as it is.');
      }),
    );
}
