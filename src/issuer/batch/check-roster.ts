import { readRoster } from '../../roster/read-roster.ts';
import type { RosterLimits } from '../../roster/roster-limits.ts';
import type { RosterRow } from '../../roster/roster-row.ts';
import type { RosterSource } from '../../roster/roster-source.ts';
import type { BatchRecord, NewBatchRow } from '../../store/batch-store.ts';
import type { IssuerRecord } from '../../store/records.ts';
import { rememberAwardSources } from '../award-sources.ts';
import { holderKey } from '../holder-key.ts';
import type { Issuing } from '../issuing.ts';
import { readHeldCredentials } from '../list-held-credentials.ts';
import { openVerificationMemory } from '../verify-many.ts';
import { openReportLedger, type ReportLedger } from './batch-report.ts';
import { checkRows, type RowCheck } from './check-rows.ts';
import { type FullCandidate, openFullLedger, rowOfCandidate } from './full-ledger.ts';
import type { SurveyedBatch } from './survey-batch.ts';

/** Rows that are looked up and kept together. */
const GROUP = 500;

export interface RosterCheck {
  batch: BatchRecord;
  issuer: IssuerRecord;
  surveyed: SurveyedBatch;
  source: RosterSource;
  limits: RosterLimits;
  onProgress: ((done: number, all: number) => void) | undefined;
}

/**
 * Reads the roster's rows, decides each, and keeps them with the batch; people who become due for a full credential come last.
 * Null when the batch is being checked anew by someone else.
 */
export async function checkRoster(issuing: Issuing, roster: RosterCheck): Promise<ReportLedger | null> {
  const { batch, issuer, surveyed, source, limits, onProgress } = roster;
  const { survey, settings, programs } = surveyed;
  const now = issuing.now();
  const ledger = openReportLedger();
  const full = openFullLedger(now);
  const sources = rememberAwardSources(issuing);
  const check: RowCheck = { issuing, issuer, settings, sources, now, full, seen: new Map() };
  let position = 0;
  let done = 0;

  const keep = async (rows: readonly Omit<NewBatchRow, 'position'>[]): Promise<boolean> => {
    const placed = rows.map((row): NewBatchRow => ({ ...row, position: position++ }));
    for (const row of placed) ledger.note(row);
    return placed.length === 0 || issuing.store.addBatchRows(batch.id, batch.revision, placed);
  };

  for await (const rows of inGroups(readRoster(source, survey, programs, settings, now, limits))) {
    for (const { notYet } of rows) ledger.noteNotYet(notYet.length);
    if (!(await keep(await checkRows(check, rows)))) return null;
    done += rows.length;
    onProgress?.(done, survey.rows);
  }
  const candidates = settings.full === 'never' ? full.candidates().filter(isAsked) : full.candidates();
  for (let i = 0; i < candidates.length; i += GROUP) {
    if (!(await keep(await decideFulls(candidates.slice(i, i + GROUP))))) return null;
  }
  return ledger;

  async function decideFulls(group: readonly FullCandidate[]): Promise<Omit<NewBatchRow, 'position'>[]> {
    const memory = openVerificationMemory();
    const holders = await issuing.store.findHolders(group.map(({ award }) => holderKey(award)));
    const ids = new Set(holders.flatMap((holder) => (holder === null ? [] : [holder.id])));
    const records = ids.size === 0 ? [] : await issuing.store.listCredentialsOfHolders([...ids]);
    const byHolder = Map.groupBy(records, ({ holderId }) => holderId ?? '');
    const rows: Omit<NewBatchRow, 'position'>[] = [];
    for (const [i, candidate] of group.entries()) {
      const { holder, achievement } = candidate.award;
      const own = byHolder.get(holders[i]?.id ?? '') ?? [];
      const { held } = await readHeldCredentials({ ...issuing, memory }, own, issuer, holder.name);
      const hasIt = held.some(({ achievementCode }) => achievementCode === achievement);
      if (hasIt && candidate.asked === null && settings.duplicates !== 'again') continue;
      rows.push(rowOfCandidate(candidate, held, now));
    }
    return rows;
  }
}

function isAsked({ asked }: FullCandidate): boolean {
  return asked !== null;
}

async function* inGroups(rows: AsyncIterable<RosterRow>): AsyncGenerator<RosterRow[]> {
  let group: RosterRow[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
