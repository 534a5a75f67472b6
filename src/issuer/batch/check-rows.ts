import type { JsonObject } from '../../model/json.ts';
import { nameKey } from '../../program/award-request.ts';
import { decide } from '../../program/decide.ts';
import type { RosterAward, RosterRow } from '../../roster/roster-row.ts';
import type { Holding, NewBatchRow } from '../../store/batch-store.ts';
import type { HolderRecord, IssuerRecord } from '../../store/records.ts';
import type { AwardSources } from '../award-sources.ts';
import { holderKey } from '../holder-key.ts';
import type { Issuing } from '../issuing.ts';
import { FULL_PHASE, PART_PHASE } from './batch-phases.ts';
import type { BatchSettings } from './batch-settings.ts';
import type { FullLedger } from './full-ledger.ts';
import { describeUnmet, type RowProblem } from './row-problem.ts';
import { writeRowRequest } from './row-request.ts';

/** What checking rows builds on and adds to, from the first row of a roster to the last. */
export interface RowCheck {
  issuing: Pick<Issuing, 'store'>;
  issuer: IssuerRecord;
  settings: BatchSettings;
  sources: AwardSources;
  now: Date;
  full: FullLedger;
  /** Person and achievement of every award so far, with the line: the first is kept. */
  seen: Map<string, number>;
}

type Unplaced = Omit<NewBatchRow, 'position'>;

/** Checks some rows of a roster against the programs' rules, each other and what people have. */
export async function checkRows(check: RowCheck, rows: readonly RosterRow[]): Promise<Unplaced[]> {
  const awards = rows.flatMap((row) => row.awards);
  const holders = await check.issuing.store.findHolders(awards.map(({ request }) => holderKey(request)));
  const holderOf = new Map(awards.map((award, i) => [award, holders[i] ?? null]));
  const ids = new Set(holders.flatMap((holder) => (holder === null ? [] : [holder.id])));
  const holdings = ids.size === 0 ? [] : await check.issuing.store.listHoldings([...ids]);
  const byHolder = Map.groupBy(holdings, ({ holderId }) => holderId);
  const checked: Unplaced[] = [];
  for (const row of rows) {
    const problems = row.problems.length > 0 ? row.problems : await listUnmet(check, row);
    if (problems.length > 0) {
      checked.push(problemRow(row, problems));
      continue;
    }
    const warnings = [...row.warnings.map((warning) => ({ ...warning })), ...warnOfNames(row, holderOf)];
    for (const [i, award] of row.awards.entries()) {
      const own = byHolder.get(holderOf.get(award)?.id ?? '') ?? [];
      const placed = await placeAward(check, row, award, own, warnings);
      // A row's warnings are said once.
      if (placed !== null) checked.push({ ...placed, warnings: i === 0 ? warnings : [] });
    }
  }
  return checked;
}

async function listUnmet({ sources, now }: RowCheck, row: RosterRow): Promise<RowProblem[]> {
  const problems: RowProblem[] = [];
  for (const { request, column } of row.awards) {
    const { program, definition } = await sources.readAchievement(request.achievement);
    // What a full credential needs may come further down in the file.
    if (definition.kind === 'full') continue;
    const decision = decide(program, request.achievement, [], request, now);
    if (!decision.granted)
      problems.push(...decision.unmet.map((unmet) => describeUnmet(unmet, column ?? undefined)));
  }
  return problems;
}

/** Null for a full credential: the ledger places it when all rows are known. */
async function placeAward(
  { issuer, settings, sources, now, full, seen }: RowCheck,
  row: RosterRow,
  { request }: RosterAward,
  holdings: readonly Holding[],
  warnings: RowProblem[],
): Promise<Omit<Unplaced, 'warnings'> | null> {
  const { program, definition } = await sources.readAchievement(request.achievement);
  const person = personOf(request);
  const key = `${request.achievement} ${person}`;
  const first = seen.get(key);
  const base = {
    phase: definition.kind === 'full' ? FULL_PHASE : PART_PHASE,
    line: row.line,
    rowRef: row.rowRef,
    holderName: request.holder.name,
    achievement: request.achievement,
    request: writeRowRequest({ award: request, parts: [], version: definition.version }),
    problems: [] as JsonObject[],
    cells: null,
  };
  if (first !== undefined) {
    const detail = `Line ${first} asks for the same credential for the same person.`;
    return { ...base, state: 'duplicate', problems: [{ code: 'duplicate-in-file', detail }] };
  }
  seen.set(key, row.line);
  if (settings.duplicates !== 'again' && holdings.some((holding) => isHeld(holding, issuer, request, now))) {
    if (definition.kind !== 'full') full.noteHeld(person, program, request, row.line, row.rowRef);
    return { ...base, state: 'already', problems: [ALREADY] };
  }
  if (definition.kind === 'full') {
    full.noteFull(
      person,
      program,
      { award: request, line: row.line, cells: row.cells, warnings },
      row.rowRef,
    );
    return null;
  }
  full.notePart(person, program, request, row.line, row.rowRef);
  return { ...base, state: 'ready' };
}

const ALREADY = {
  code: 'already-held',
  detail: 'This person has the credential already, and it is in force.',
};

/** As the store decides it once more when the credential is reserved. */
function isHeld(
  { issuerSlug, achievement, withdrawn, validUntil }: Holding,
  issuer: IssuerRecord,
  request: RosterAward['request'],
  now: Date,
): boolean {
  return (
    issuerSlug === issuer.slug &&
    achievement.code === request.achievement &&
    !withdrawn &&
    (validUntil === null || validUntil > now)
  );
}

function problemRow(row: RosterRow, problems: readonly RowProblem[]): Unplaced {
  return {
    phase: PART_PHASE,
    line: row.line,
    rowRef: row.rowRef,
    state: 'problem',
    holderName: row.name,
    achievement: null,
    request: null,
    problems: [...problems],
    warnings: row.warnings.map((warning) => ({ ...warning })),
    cells: row.cells,
  };
}

/** What is issued in another name does not count for a full credential: better said before than wondered about after. */
function warnOfNames(row: RosterRow, holderOf: Map<RosterAward, HolderRecord | null>): RowProblem[] {
  const [award] = row.awards;
  const holder = award === undefined ? null : holderOf.get(award);
  if (!holder || award === undefined || nameKey(holder.name) === nameKey(award.request.holder.name))
    return [];
  const detail = 'There are credentials under this id or address in another name.';
  return [{ code: 'name-differs', detail }];
}

function personOf({ holder }: RosterAward['request']): string {
  return holder.externalId === undefined ? `email ${holder.email}` : `id ${holder.externalId}`;
}
