import type { AwardRequest } from '../../program/award-request.ts';
import { decide } from '../../program/decide.ts';
import type { HeldCredential } from '../../program/held-credential.ts';
import type { Program } from '../../program/program.ts';
import type { NewBatchRow } from '../../store/batch-store.ts';
import { FULL_PHASE } from './batch-phases.ts';
import { describeUnmet, type RowProblem } from './row-problem.ts';
import { NO_ID_YET, writeRowRequest } from './row-request.ts';

/** What a batch says of one person in one program. */
export interface FullCandidate {
  program: Program;
  version: string;
  award: AwardRequest;
  /** The person's first line. */
  line: number;
  rowRef: string | null;
  /** Parts that this batch issues, as they will be held. */
  granted: HeldCredential[];
  /** The line that asks for the full credential itself, with its cells. */
  asked: AskedRow | null;
}

/** A line that asks for the full credential itself. */
export interface AskedRow {
  /** What it says itself goes before what the parts' lines say. */
  award: AwardRequest;
  line: number;
  cells: string[];
  warnings: RowProblem[];
}

/** Collects who may become due for the full credential: whoever gets a part by the batch, or is named for the whole. */
export interface FullLedger {
  notePart(person: string, program: Program, award: AwardRequest, line: number, rowRef: string | null): void;
  /** A part that is held already: its row may say what else was lacking, such as hours. */
  noteHeld(person: string, program: Program, award: AwardRequest, line: number, rowRef: string | null): void;
  noteFull(person: string, program: Program, asked: AskedRow, rowRef: string | null): void;
  candidates(): FullCandidate[];
}

export function openFullLedger(now: Date): FullLedger {
  const people = new Map<string, FullCandidate>();
  const find = (
    person: string,
    program: Program,
    award: AwardRequest,
    line: number,
    rowRef: string | null,
  ) => {
    const full = program.achievements.find(({ kind }) => kind === 'full');
    if (full === undefined) return null;
    const key = `${program.code} ${person}`;
    const known = people.get(key);
    if (known !== undefined) return known;
    const { holder, role, term, cohort } = award;
    const request: AwardRequest = {
      achievement: full.code,
      holder,
      ...(role === undefined ? {} : { role }),
      ...(term === undefined ? {} : { term }),
      ...(cohort === undefined ? {} : { cohort }),
    };
    const candidate: FullCandidate = {
      program,
      version: full.version,
      award: request,
      line,
      rowRef,
      granted: [],
      asked: null,
    };
    people.set(key, candidate);
    return candidate;
  };
  const noteHeld: FullLedger['noteHeld'] = (person, program, award, line, rowRef) => {
    const candidate = find(person, program, award, line, rowRef);
    if (candidate === null) return;
    // The whole is awarded when the last part is; hours are those of the program.
    const { award: full } = candidate;
    if (award.awardedDate !== undefined && (full.awardedDate ?? '') < award.awardedDate)
      full.awardedDate = award.awardedDate;
    if (award.hours !== undefined && (full.hours ?? 0) < award.hours) full.hours = award.hours;
    if (award.assessors !== undefined) full.assessors ??= award.assessors;
  };
  return {
    notePart(person, program, award, line, rowRef) {
      noteHeld(person, program, award, line, rowRef);
      find(person, program, award, line, rowRef)?.granted.push(describeGranted(program, award, now));
    },
    noteHeld,
    noteFull(person, program, asked, rowRef) {
      const candidate = find(person, program, asked.award, asked.line, rowRef);
      if (candidate === null) return;
      candidate.asked = asked;
    },
    candidates: () => [...people.values()],
  };
}

/**
 * The row of a candidate: `ready` when what is held and what the batch issues meet the program's rule, else what is still
 * lacking; a line that asked for it and is not met has a problem.
 */
export function rowOfCandidate(
  { program, version, award: common, line, rowRef, granted, asked }: FullCandidate,
  held: readonly HeldCredential[],
  now: Date,
): Omit<NewBatchRow, 'position'> {
  const award = { ...common, ...asked?.award };
  const decision = decide(program, award.achievement, [...held, ...granted], award, now);
  const parts = decision.granted ? decision.parts : [];
  return {
    phase: FULL_PHASE,
    line: asked?.line ?? line,
    rowRef,
    state: decision.granted ? 'ready' : asked === null ? 'not-due' : 'problem',
    holderName: award.holder.name,
    achievement: award.achievement,
    request: writeRowRequest({
      award,
      version,
      parts: parts.map((part) => ({ ...part, awardedDate: part.awardedDate.toISOString() })),
    }),
    problems: decision.granted ? [] : decision.unmet.map((unmet) => describeUnmet(unmet)),
    warnings: asked?.warnings ?? [],
    cells: decision.granted || asked === null ? null : asked.cells,
  };
}

function describeGranted(program: Program, award: AwardRequest, now: Date): HeldCredential {
  const definition = program.achievements.find(({ code }) => code === award.achievement);
  return {
    id: NO_ID_YET,
    name: definition?.name ?? award.achievement,
    achievementCode: award.achievement,
    achievementVersion: definition?.version ?? '',
    level: award.level ?? null,
    awardedDate: award.awardedDate === undefined ? now : new Date(`${award.awardedDate}T00:00:00Z`),
    digestMultibase: 'u',
    issuerDid: '',
  };
}
