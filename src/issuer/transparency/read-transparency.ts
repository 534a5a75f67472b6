import { AppError } from '../../model/problem.ts';
import type { Rubric } from '../../program/achievement-definition.ts';
import { achievementId } from '../../program/achievement-ids.ts';
import {
  type AchievementChange,
  type AchievementVersion,
  assessorIndependenceOf,
  compareAchievements,
} from '../../program/compare-achievements.ts';
import type { Framework } from '../../program/framework.ts';
import { toDateTime } from '../../program/iso-time.ts';
import { findAchievementDefinition } from '../../program/program.ts';
import type { AchievementRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { type ReadAchievement, readProgram } from '../read-program.ts';
import { countAwards } from './count-awards.ts';
import { type DescribedAwards, describeAwards } from './describe-awards.ts';

/** How an achievement is earned and used: what somebody asks who has to decide whether it counts. */
export interface Transparency {
  achievement: string;
  code: string;
  version: string;
  name: string;
  program: { code: string; version: string; name: string; runBy: string };
  criteria: string;
  rubric?: { name: string; levels: (Rubric['levels'][number] & { required: boolean })[] };
  evidence: { required: boolean; kinds: string[] };
  assessors: { minimum: number; independence?: string };
  awarded: DescribedAwards;
  /** The latest first. */
  versions: PublishedVersion[];
}

export interface PublishedVersion {
  version: string;
  achievement: string;
  publishedAt: string;
  /** Against the version before; absent for the first, and where one of the two cannot be read any more. */
  changes?: AchievementChange[];
}

/** Of a published achievement, as `readAchievement` read it. */
export async function readTransparency(
  issuing: Pick<Issuing, 'store' | 'publicUrl' | 'now'>,
  { program, frameworks, definition }: ReadAchievement,
): Promise<Transparency> {
  const { publicUrl } = issuing;
  const records = (await issuing.store.listAchievementVersions(definition.code)).reverse();
  const versions = await Promise.all(records.map((record) => readVersion(issuing, frameworks, record)));
  const awarded = describeAwards(
    await countAwards(issuing, definition.code),
    records.map(({ version }, i) => ({ version, rubric: versions[i]?.definition.rubric })),
  );
  const { rubric } = definition;
  const independence = assessorIndependenceOf({ program, definition });
  return {
    achievement: achievementId(publicUrl, definition),
    code: definition.code,
    version: definition.version,
    name: definition.name,
    program: { code: program.code, version: program.version, name: program.name, runBy: program.runBy },
    criteria: definition.criteriaNarrative,
    ...(rubric === undefined
      ? {}
      : {
          rubric: {
            name: rubric.name,
            levels: rubric.levels.map((level) => ({
              ...level,
              required: level.code === rubric.requiredLevel,
            })),
          },
        }),
    evidence: { required: definition.requireEvidence, kinds: definition.evidenceKinds },
    assessors: {
      minimum: definition.minimumAssessors,
      ...(independence === undefined ? {} : { independence }),
    },
    awarded,
    versions: records.map(({ code, version, publishedAt }, i) => {
      const [after, before] = [versions[i], versions[i + 1]];
      return {
        version,
        achievement: achievementId(publicUrl, { code, version }),
        publishedAt: toDateTime(publishedAt),
        ...(before && after ? { changes: compareAchievements(before, after) } : {}),
      };
    }),
  };
}

/** Null for one that cannot be read any more, because the framework that it names changed since. */
async function readVersion(
  { store }: Pick<Issuing, 'store'>,
  frameworks: readonly Framework[],
  { code, programCode, programVersion }: AchievementRecord,
): Promise<AchievementVersion | null> {
  try {
    const program = await readProgram(store, frameworks, programCode, programVersion);
    const definition = findAchievementDefinition(program, code);
    return definition === null ? null : { program, definition };
  } catch (error) {
    if (error instanceof AppError && error.code === 'PROGRAM_UNKNOWN') return null;
    throw error;
  }
}
