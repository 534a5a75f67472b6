import type { ProblemGroup } from '../issuer/batch/batch-report.ts';
import { listResults } from '../issuer/batch/list-results.ts';
import type { Issuing } from '../issuer/issuing.ts';
import type { BatchRecord, RowOutcome } from '../store/batch-store.ts';
import { describeFulls, describeGroup } from './batch-check-text.ts';
import { shortId } from './batch-find.ts';
import { type FullFindings, findFulls } from './batch-findings.ts';
import { describeState } from './batch-state-text.ts';
import { summarizeBatch } from './batch-summary.ts';
import { count, showText } from './batch-terminal.ts';

/** What became of a batch so far. */
export interface BatchOutcome {
  batch: ReturnType<typeof summarizeBatch>;
  counts: Record<RowOutcome, number>;
  /** Why credentials were refused, or had to be left out since the check. */
  refused: ProblemGroup[];
  full: FullFindings;
}

const MOST_LINES = 20;

export async function findOutcome(issuing: Issuing, batch: BatchRecord): Promise<BatchOutcome> {
  return {
    batch: summarizeBatch(batch),
    counts: await issuing.store.countBatchRows(batch.id, batch.revision),
    refused: await groupRefusals(issuing, batch),
    full: await findFulls(issuing, batch),
  };
}

/** The report, its first line in short: `187 signed · 2 refused (why) · 1 already held`. */
export function describeOutcome(batch: BatchRecord, { counts, refused, full }: BatchOutcome): string[] {
  const [only] = refused;
  const why = refused.length === 1 && only !== undefined ? ` (${showText(only.detail)})` : '';
  const open = counts.ready + counts.reserved;
  const parts = [
    `${counts.issued} signed`,
    ...(counts.refused === 0 ? [] : [`${counts.refused} refused${why}`]),
    ...(counts.already === 0 ? [] : [`${counts.already} already held`]),
    ...(counts.duplicate === 0 ? [] : [count(counts.duplicate, 'duplicate')]),
    ...(counts.problem === 0 ? [] : [`${counts.problem} to fix`]),
    ...(open === 0 ? [] : [`${open} not signed yet`]),
  ];
  return [
    parts.join(' · '),
    ...(refused.length === 0 ? [] : ['', 'Refused', ...refused.map((group) => `  ${describeGroup(group)}`)]),
    ...describeFulls(full, batch.state === 'done' ? 'Full credentials' : 'Due for the full credential'),
    ...(batch.state === 'done' ? [] : ['', `Batch ${shortId(batch)} is ${describeState(batch)}.`]),
  ];
}

async function groupRefusals(issuing: Issuing, batch: BatchRecord): Promise<ProblemGroup[]> {
  const groups = new Map<string, ProblemGroup>();
  for await (const { line, reasons } of listResults(issuing, batch, ['refused'])) {
    for (const { code, detail } of reasons) {
      const key = JSON.stringify([code, detail]);
      const group = groups.get(key) ?? { code, detail, count: 0, lines: [] };
      group.count++;
      if (line !== null && group.lines.length < MOST_LINES) group.lines.push(line);
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
