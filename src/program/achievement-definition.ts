import { z } from 'zod';
import type { AchievementKind } from '../model/credential.ts';
import { line, prose, Slug, Version } from './bounded-text.ts';
import { HttpsUrl } from './https-url.ts';

/** OB 3.0 AchievementType: the values that fit what teachers earn, or an extension (`ext:`…). */
const AchievementType = z.union(
  [
    z.enum([
      'Achievement',
      'Assessment',
      'Badge',
      'Certificate',
      'Certification',
      'Competency',
      'MicroCredential',
    ]),
    z.string().regex(/^ext:[A-Za-z0-9._-]{1,60}$/),
  ],
  'Must be an Open Badges 3.0 achievement type, or start with ext:',
);

const RubricLevel = z.strictObject({
  code: Slug,
  name: line(100),
  points: z.int().min(0).max(1000),
  description: prose(1000),
});
export type RubricLevel = z.infer<typeof RubricLevel>;

/** Levels are ordered from low to high, as OB 3.0 `rubricCriterionLevel` is. */
const Rubric = z.strictObject({
  name: line(200),
  levels: z.array(RubricLevel).min(2).max(10),
  requiredLevel: Slug,
});
export type Rubric = z.infer<typeof Rubric>;

const KINDS = ['micro', 'capstone', 'full'] as const satisfies readonly AchievementKind[];

/** What can be earned in a program, before anyone has earned it. */
export const AchievementDefinition = z.strictObject({
  /** Unique over the whole instance: it is the achievement's address. */
  code: Slug,
  kind: z.enum(KINDS),
  humanCode: line(40),
  version: Version,
  name: line(200),
  description: prose(1000),
  achievementType: AchievementType,
  criteriaNarrative: prose(5000),
  fieldOfStudy: line(200).optional(),
  /** To items of frameworks that this instance has. */
  alignment: z
    .array(z.strictObject({ framework: Slug, item: line(60) }))
    .max(50)
    .default([]),
  /** To anything else that has an address. */
  otherAlignment: z
    .array(
      z.strictObject({
        name: line(300),
        url: HttpsUrl,
        code: line(100).optional(),
        framework: line(300).optional(),
      }),
    )
    .max(50)
    .default([]),
  /** A micro-credential and a capstone have one; a full credential shows the levels of its parts. */
  rubric: Rubric.optional(),
  evidenceKinds: z.array(line(300)).max(20).default([]),
  minimumAssessors: z.int().min(0).max(20),
  /** Where it differs from the program's. */
  assessorIndependence: line(500).optional(),
  requireEvidence: z.boolean(),
});
export type AchievementDefinition = z.infer<typeof AchievementDefinition>;

/** The place of a level in the rubric, 0 the lowest; -1 if the rubric does not name it. */
export function rankOfLevel(rubric: Rubric | undefined, level: string | null | undefined): number {
  return rubric?.levels.findIndex((candidate) => candidate.code === level) ?? -1;
}
