import { AppError } from '../model/problem.ts';
import type { AchievementDefinition } from '../program/achievement-definition.ts';
import { type Crosswalk, readCrosswalk } from '../program/crosswalk.ts';
import { type Framework, parseFramework } from '../program/framework.ts';
import { findAchievementDefinition, type Program, parseProgram } from '../program/program.ts';
import type { Store } from '../store/store.ts';
import { rememberParsed } from './remember-parsed.ts';

const parseOnce = {
  program: rememberParsed((document, frameworks) =>
    parseProgram(document, frameworks as readonly Framework[]),
  ),
  framework: rememberParsed((document) => parseFramework(document)),
};

export interface ReadAchievement {
  program: Program;
  frameworks: Framework[];
  definition: AchievementDefinition;
}

/** A published achievement with its program; the latest version unless one is named. Rejects with AppError ACHIEVEMENT_UNKNOWN. */
export async function readAchievement(
  store: Store,
  code: string,
  version?: string,
): Promise<ReadAchievement> {
  const achievement = await store.findAchievement(code, version);
  if (achievement === null)
    throw new AppError('ACHIEVEMENT_UNKNOWN', 'No published program has this achievement.');
  const frameworks = await readFrameworks(store);
  const program = await readProgram(store, frameworks, achievement.programCode, achievement.programVersion);
  const definition = findAchievementDefinition(program, code);
  if (definition === null)
    throw new AppError('ACHIEVEMENT_UNKNOWN', 'No published program has this achievement.');
  return { program, frameworks, definition };
}

/** Rejects with AppError PROGRAM_UNKNOWN. */
export async function readProgram(
  store: Store,
  frameworks: readonly Framework[],
  code: string,
  version?: string,
): Promise<Program> {
  const record = await store.findProgram(code, version);
  const parsed = record === null ? null : parseOnce.program(record.document, frameworks);
  if (parsed?.ok !== true) throw new AppError('PROGRAM_UNKNOWN', 'No such program is published here.');
  return parsed.program;
}

export async function readFrameworks(store: Store): Promise<Framework[]> {
  const records = await store.listFrameworks();
  return records.flatMap(({ document }) => {
    const parsed = parseOnce.framework(document);
    return parsed.ok ? [parsed.framework] : [];
  });
}

/** The latest version of each crosswalk. */
export async function readCrosswalks(store: Store): Promise<Crosswalk[]> {
  const records = await store.listCrosswalks();
  return records.flatMap(({ document }) => readCrosswalk(document) ?? []);
}
