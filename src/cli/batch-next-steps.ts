import { hasToBeChecked } from '../issuer/batch/check-batch.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { shortId } from './batch-find.ts';
import type { BatchFindings } from './batch-findings.ts';
import { showArgument } from './batch-terminal.ts';

/** What to do next, as sentences with the commands to give. `file` is as it was named; null when only the batch was. */
export function listNextSteps(
  batch: BatchRecord,
  { report, questions }: BatchFindings,
  file: string | null,
  needsApproval: boolean,
): string[] {
  const id = shortId(batch);
  const named = file === null || file === '-' ? id : showArgument(file);
  if (questions.length > 0)
    return [
      'Give the same command again with an answer to each question. What you answer about columns and dates is remembered for the next file of this form.',
    ];
  if (report === null || hasToBeChecked(batch))
    return [`Check it: lectern batch check ${file === null ? 'FILE' : showArgument(file)}`];
  const { ready, toFix } = report.counts;
  const skip = toFix > 0 ? ' --skip-errors' : '';
  const steps =
    toFix > 0
      ? [
          `Get the rows to fix, with what is wrong with each: lectern batch report ${id} --errors errors.csv`,
          'Fix them there and check errors.csv as a file of its own, or fix the roster and check it again.',
        ]
      : [];
  switch (batch.state) {
    case 'draft':
    case 'checked':
      if (ready === 0) return steps;
      if (needsApproval)
        return [
          ...steps,
          `Someone else has to approve this batch: lectern batch approve ${id} --revision ${batch.revision}`,
          `Then sign: lectern batch run ${id}${skip}`,
        ];
      return [...steps, `Sign what is ready: lectern batch run ${named}${skip}`];
    case 'approved':
      return [...steps, `It is approved. Sign: lectern batch run ${id}${skip}`];
    case 'signing':
      return [`It is being signed: lectern batch status ${id} --watch`];
    case 'paused':
    case 'failed':
      return [`Go on: lectern batch ${batch.startedAt === null ? 'run' : 'resume'} ${id}`];
    case 'done':
      return [
        ...steps,
        `It is done. What was signed, with links: lectern batch report ${id} --results results.csv`,
      ];
  }
}
