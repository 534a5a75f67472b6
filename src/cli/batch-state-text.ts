import { measureBatch } from '../issuer/batch/measure-batch.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { showText } from './batch-terminal.ts';

/** Where a batch stands, in a few words. */
export function describeState(batch: BatchRecord): string {
  const { done, all } = measureBatch(batch);
  const reason = showText(String(batch.problem?.['detail'] ?? '').replace(/\.$/, ''));
  switch (batch.state) {
    case 'draft':
      return batch.problem === null ? 'not checked to its end' : 'waits for answers about the file';
    case 'checked':
      return `checked, ${all} ready`;
    case 'approved':
      return `approved by ${showText(batch.approvedBy ?? '')}, ${all} ready`;
    case 'signing':
      return `being signed, ${done} of ${all}`;
    case 'paused':
      return `paused, ${done} of ${all}`;
    case 'done':
      return `done, ${batch.totals.issued} signed`;
    case 'failed':
      return `stopped at ${done} of ${all}${reason === '' ? '' : `: ${reason}`}`;
  }
}
