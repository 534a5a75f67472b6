import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { parseCrosswalk } from '../program/crosswalk.ts';
import { type Framework, parseFramework } from '../program/framework.ts';
import { parseProgram } from '../program/program.ts';
import { hashJson } from './hash-json.ts';
import type { Issuing } from './issuing.ts';
import { readFrameworks } from './read-program.ts';

type Publishing = Pick<Issuing, 'store' | 'now'>;

/** Publishes a program version, for good. Rejects with AppError REQUEST_INVALID (every problem at once) or PROGRAM_FROZEN. */
export async function publishProgram(
  { store, now }: Publishing,
  document: unknown,
  actor: string,
): Promise<'published' | 'unchanged'> {
  const parsed = parseProgram(document, await readFrameworks(store));
  if (!parsed.ok)
    throw new AppError('REQUEST_INVALID', 'The program cannot be published as it is.', {
      problems: parsed.problems,
    });
  const { program } = parsed;
  const at = now();
  const achievements = program.achievements.map(({ code, version, kind, name }, position) => ({
    code,
    version,
    kind,
    name,
    position,
    programCode: program.code,
    programVersion: program.version,
    publishedAt: at,
  }));
  const record = publishedRecord(program, at);
  return store.publishProgram(record, achievements, {
    at,
    actor,
    action: 'program-published',
    subject: `${program.code}@${program.version}`,
    details: { after: { contentHash: record.contentHash } },
  });
}

/** Publishes a framework version, for good. Rejects like `publishProgram`. */
export async function publishFramework(
  { store, now }: Publishing,
  document: unknown,
  actor: string,
): Promise<'published' | 'unchanged'> {
  const parsed = parseFramework(document);
  if (!parsed.ok)
    throw new AppError('REQUEST_INVALID', 'The framework cannot be published as it is.', {
      problems: parsed.problems,
    });
  const { framework } = parsed;
  await assertProgramsStand(store, framework);
  const at = now();
  const record = publishedRecord(framework, at);
  return store.publishFramework(record, {
    at,
    actor,
    action: 'framework-published',
    subject: `${framework.code}@${framework.version}`,
    details: { after: { contentHash: record.contentHash } },
  });
}

/**
 * Publishes a crosswalk version, for good. Its frameworks are those that are published here, unless some are given. Rejects
 * like `publishProgram`.
 */
export async function publishCrosswalk(
  { store, now }: Publishing,
  document: unknown,
  actor: string,
  frameworks?: readonly Framework[],
): Promise<'published' | 'unchanged'> {
  const parsed = parseCrosswalk(document, frameworks ?? (await readFrameworks(store)));
  if (!parsed.ok)
    throw new AppError('REQUEST_INVALID', 'The crosswalk cannot be published as it is.', {
      problems: parsed.problems,
    });
  const { crosswalk } = parsed;
  const at = now();
  const record = publishedRecord(crosswalk, at);
  return store.publishCrosswalk(record, {
    at,
    actor,
    action: 'crosswalk-published',
    subject: `${crosswalk.code}@${crosswalk.version}`,
    details: { after: { contentHash: record.contentHash } },
  });
}

/** Published programs are read with the latest version of each framework, so it must still have what they name. */
async function assertProgramsStand(store: Publishing['store'], framework: Framework): Promise<void> {
  const others = (await readFrameworks(store)).filter(({ code }) => code !== framework.code);
  const programs = await store.listPrograms();
  const problems = programs
    .filter(({ document }) => !parseProgram(document, [...others, framework]).ok)
    .map(({ code }) => ({
      path: 'items',
      code: 'items-in-use',
      detail: `The program ${code} names items that this version lacks.`,
    }));
  if (problems.length > 0) {
    throw new AppError('REQUEST_INVALID', 'Published programs rely on this framework.', { problems });
  }
}

/** The frameworks and crosswalks that Lectern ships, and those of its programs that were asked for. */
export async function publishShipped(
  publishing: Publishing,
  programCodes: readonly string[],
  actor: string,
): Promise<void> {
  const { SHIPPED_CROSSWALKS, SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } = await import('../program/shipped.ts');
  for (const framework of SHIPPED_FRAMEWORKS) await publishFramework(publishing, framework, actor);
  // Whatever versions of the frameworks are here by now: pairs of what they no longer have are not found.
  for (const crosswalk of SHIPPED_CROSSWALKS)
    await publishCrosswalk(publishing, crosswalk, actor, SHIPPED_FRAMEWORKS);
  for (const program of SHIPPED_PROGRAMS) {
    const { code, version } = program;
    if (!programCodes.includes(code)) continue;
    // What an older Lectern published under this version stays as it was, though this one may ship it with more in it.
    if ((await publishing.store.findProgram(code, version)) !== null) continue;
    await publishProgram(publishing, program, actor);
  }
}

function publishedRecord(document: { code: string; version: string }, publishedAt: Date) {
  const content = document as unknown as JsonObject;
  return {
    code: document.code,
    version: document.version,
    document: content,
    contentHash: hashJson(content),
    publishedAt,
  };
}
