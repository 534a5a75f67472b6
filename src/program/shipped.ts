import { type Crosswalk, parseCrosswalk } from './crosswalk.ts';
import { type Framework, parseFramework } from './framework.ts';
import { type Program, parseProgram } from './program.ts';
import { CROSSWALK_DOCUMENTS, FRAMEWORK_DOCUMENTS, PROGRAM_DOCUMENTS } from './shipped-documents.ts';

/** What ships with Lectern, read and checked when this module is loaded: load it where it is used. */
export const SHIPPED_FRAMEWORKS: readonly Framework[] = FRAMEWORK_DOCUMENTS.map((document) => {
  const parsed = parseFramework(document);
  if (parsed.ok) return parsed.framework;
  throw new Error(`A shipped framework is broken: ${JSON.stringify(parsed.problems)}`);
});

export const SHIPPED_CROSSWALKS: readonly Crosswalk[] = CROSSWALK_DOCUMENTS.map((document) => {
  const parsed = parseCrosswalk(document, SHIPPED_FRAMEWORKS);
  if (parsed.ok) return parsed.crosswalk;
  throw new Error(`A shipped crosswalk is broken: ${JSON.stringify(parsed.problems)}`);
});

export const SHIPPED_PROGRAMS: readonly Program[] = PROGRAM_DOCUMENTS.map((document) => {
  const parsed = parseProgram(document, SHIPPED_FRAMEWORKS);
  if (parsed.ok) return parsed.program;
  throw new Error(`A shipped program is broken: ${JSON.stringify(parsed.problems)}`);
});
