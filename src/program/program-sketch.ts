import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).catch([]);
const record = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined);

/**
 * What can be read of a program whose shape may be wrong: whatever is not as it should be is absent. The checks of
 * meaning read this, so that one misspelt member does not hide the other problems from the person who mends them.
 */
const ProgramSketch = z.object({
  framework: text,
  settings: record({ validYears: number }),
  achievements: listOf(
    record({
      code: text,
      kind: text,
      humanCode: text,
      achievementType: text,
      alignment: listOf(record({ framework: text, item: text })),
      rubric: record({
        levels: listOf(record({ code: text, points: number })),
        requiredLevel: text,
      }),
      evidenceKinds: listOf(z.unknown()),
      requireEvidence: z.boolean().optional().catch(undefined),
    }),
  ),
  rule: z
    .array(
      record({ type: text, achievements: listOf(text), of: listOf(text), count: number, minimumLevel: text }),
    )
    .optional()
    .catch(undefined),
});
export type ProgramSketch = z.infer<typeof ProgramSketch>;
export type AchievementSketch = NonNullable<ProgramSketch['achievements'][number]>;
export type RequirementSketch = NonNullable<NonNullable<ProgramSketch['rule']>[number]>;

/** Never fails: of a document that is no object, nothing can be read. */
export function sketchProgram(document: unknown): ProgramSketch | null {
  const parsed = ProgramSketch.safeParse(document);
  return parsed.success ? parsed.data : null;
}
