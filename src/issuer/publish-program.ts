import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { parseFramework } from '../program/framework.ts';
import { parseProgram } from '../program/program.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../program/shipped.ts';
import { hashRequest } from './hash-request.ts';
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
  return store.publishProgram(publishedRecord(program, at), achievements, {
    at,
    actor,
    action: 'program-published',
    subject: `${program.code}@${program.version}`,
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
  const at = now();
  return store.publishFramework(publishedRecord(framework, at), {
    at,
    actor,
    action: 'framework-published',
    subject: `${framework.code}@${framework.version}`,
  });
}

/** The frameworks that Lectern ships, and those of its programs that were asked for. */
export async function publishShipped(
  publishing: Publishing,
  programCodes: readonly string[],
  actor: string,
): Promise<void> {
  for (const framework of SHIPPED_FRAMEWORKS) await publishFramework(publishing, framework, actor);
  for (const program of SHIPPED_PROGRAMS) {
    if (programCodes.includes(program.code)) await publishProgram(publishing, program, actor);
  }
}

function publishedRecord(document: { code: string; version: string }, publishedAt: Date) {
  const content = document as unknown as JsonObject;
  return {
    code: document.code,
    version: document.version,
    document: content,
    contentHash: hashRequest(content),
    publishedAt,
  };
}
