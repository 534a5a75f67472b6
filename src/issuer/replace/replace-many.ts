import { AppError, type Subproblem } from '../../model/problem.ts';
import { listProblems } from '../../program/list-problems.ts';
import { type CorrectionRow, readCorrections } from '../../roster/read-corrections.ts';
import type { RosterSource } from '../../roster/roster-source.ts';
import type { Issuing } from '../issuing.ts';
import { readId } from '../status/select-credentials.ts';
import { Corrections, ReplaceGrounds } from './corrections.ts';
import { type Replaced, replaceCredential } from './replace-credential.ts';

/** One line of a file of corrections. */
export interface PlannedCorrection {
  line: number;
  credentialId: string;
  corrections: Corrections;
  note: string | undefined;
}

export interface CorrectionPlan {
  due: PlannedCorrection[];
  /** What stands against the other lines; never a value from them. */
  problems: { line: number; problems: Subproblem[] }[];
  /** Columns that were left out, by their place. */
  ignored: number[];
}

/** The dry run: reads the file and looks every credential up; nothing is changed. Rejects with AppError ROSTER_INVALID. */
export async function planCorrections(issuing: Issuing, source: RosterSource): Promise<CorrectionPlan> {
  const { rows, ignored } = await readCorrections(source);
  const plan: CorrectionPlan = { due: [], problems: [], ignored };
  const seen = new Set<string>();
  for (const row of rows) {
    const read = await readRow(issuing, row, seen);
    if ('problems' in read) plan.problems.push({ line: row.line, problems: read.problems });
    else plan.due.push(read);
  }
  return plan;
}

/**
 * Issues every credential of the plan anew. What cannot be replaced is told with its reason and the others go on; the same file
 * again finishes what was interrupted and replaces nothing twice.
 */
export async function replaceMany(
  issuing: Issuing,
  { due }: CorrectionPlan,
  actor: string,
  onDone: (done: number, all: number) => void,
): Promise<{ replaced: Replaced[]; refused: { line: number; problems: Subproblem[] }[] }> {
  const replaced: Replaced[] = [];
  const refused: { line: number; problems: Subproblem[] }[] = [];
  for (const [i, { line, credentialId, corrections, note }] of due.entries()) {
    try {
      const grounds = note === undefined ? {} : { note };
      replaced.push(...(await replaceCredential(issuing, credentialId, { corrections, grounds, actor })));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'KEY_UNAVAILABLE') throw error;
      const { code, detail, problems } = error;
      refused.push({ line, problems: problems.length > 0 ? [...problems] : [{ code, detail }] });
    }
    onDone(i + 1, due.length);
  }
  return { replaced, refused };
}

async function readRow(
  { store, publicUrl }: Issuing,
  { line, cells }: CorrectionRow,
  seen: Set<string>,
): Promise<PlannedCorrection | { problems: Subproblem[] }> {
  const { credential, note, hours, ...stated } = cells;
  const grounds = ReplaceGrounds.safeParse(note === undefined ? {} : { note });
  if (!grounds.success) return { problems: listProblems(grounds.error) };
  if (credential === undefined)
    return refuse('credential', 'missing', 'The cell has to name the credential.');
  const parsed = Corrections.safeParse({
    ...stated,
    ...(hours === undefined ? {} : { hours: Number(hours) }),
  });
  if (!parsed.success) return { problems: listProblems(parsed.error) };
  if (Object.keys(parsed.data).length === 0)
    return refuse('', 'nothing-to-correct', 'The row names a credential and nothing to correct.');
  const id = await readId(store, publicUrl, credential).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  const record = id === null ? null : await store.getCredential(id);
  if (record === null) return refuse('credential', 'unknown', 'There is no such credential here.');
  if (seen.has(record.id)) return refuse('credential', 'twice', 'The credential stands in the file twice.');
  seen.add(record.id);
  return { line, credentialId: record.id, corrections: parsed.data, note: grounds.data.note };
}

function refuse(path: string, code: string, detail: string): { problems: Subproblem[] } {
  return { problems: [{ path, code, detail }] };
}
