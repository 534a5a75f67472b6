import { type Crosswalk, parseCrosswalk } from './crosswalk.ts';
import tlmsToCstp from './crosswalks/tlms--cstp-2024.json' with { type: 'json' };
import tlmsToNationalBoard from './crosswalks/tlms--national-board-core-propositions.json' with {
  type: 'json',
};
import tlmsToCompetencies from './crosswalks/tlms--teacher-leadership-competencies.json' with {
  type: 'json',
};
import { type Framework, parseFramework } from './framework.ts';
import cstp2024 from './frameworks/cstp-2024.json' with { type: 'json' };
import nationalBoard from './frameworks/national-board-core-propositions.json' with { type: 'json' };
import competenciesFramework from './frameworks/teacher-leadership-competencies.json' with { type: 'json' };
import tlms from './frameworks/tlms.json' with { type: 'json' };
import { type Program, parseProgram } from './program.ts';
import competencies from './programs/competencies.json' with { type: 'json' };
import countyLocal from './programs/county-local.json' with { type: 'json' };
import sonomaLike from './programs/sonoma-like.json' with { type: 'json' };

/** What ships with Lectern. A new framework, crosswalk or program is one JSON file and one line here. */
const FRAMEWORK_DOCUMENTS: readonly unknown[] = [tlms, competenciesFramework, nationalBoard, cstp2024];
const CROSSWALK_DOCUMENTS: readonly unknown[] = [tlmsToCstp, tlmsToNationalBoard, tlmsToCompetencies];
const PROGRAM_DOCUMENTS: readonly unknown[] = [sonomaLike, countyLocal, competencies];

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
