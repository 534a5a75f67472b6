import tlmsToCstp from './crosswalks/tlms--cstp-2024.json' with { type: 'json' };
import tlmsToNationalBoard from './crosswalks/tlms--national-board-core-propositions.json' with {
  type: 'json',
};
import tlmsToCompetencies from './crosswalks/tlms--teacher-leadership-competencies.json' with {
  type: 'json',
};
import cstp2024 from './frameworks/cstp-2024.json' with { type: 'json' };
import nationalBoard from './frameworks/national-board-core-propositions.json' with { type: 'json' };
import competenciesFramework from './frameworks/teacher-leadership-competencies.json' with { type: 'json' };
import tlms from './frameworks/tlms.json' with { type: 'json' };
import competencies from './programs/competencies.json' with { type: 'json' };
import countyLocal from './programs/county-local.json' with { type: 'json' };
import sonomaLike from './programs/sonoma-like.json' with { type: 'json' };

/**
 * What ships with Lectern, as it is written: `shipped.ts` reads it. A new framework, crosswalk or program is one JSON file and one
 * line here.
 */
export const FRAMEWORK_DOCUMENTS: readonly unknown[] = [tlms, competenciesFramework, nationalBoard, cstp2024];
export const CROSSWALK_DOCUMENTS = [tlmsToCstp, tlmsToNationalBoard, tlmsToCompetencies];
export const PROGRAM_DOCUMENTS = [sonomaLike, countyLocal, competencies];

/** Their names, for help and choices: known without reading them, which is dear. */
export const SHIPPED_CROSSWALK_CODES: readonly string[] = CROSSWALK_DOCUMENTS.map(({ code }) => code);
export const SHIPPED_PROGRAM_CODES: readonly string[] = PROGRAM_DOCUMENTS.map(({ code }) => code);
