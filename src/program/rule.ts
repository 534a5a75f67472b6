import { z } from 'zod';
import { Slug } from './bounded-text.ts';

/**
 * One thing that a full credential asks for. Each requirement is counted by itself: one held credential may count in
 * several of them. `minimumLevel` is a level code of the achievement's rubric; without it the level that the
 * achievement itself requires is enough.
 */
export const Requirement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('all-of'),
    achievements: z.array(Slug).min(1).max(200),
    minimumLevel: Slug.optional(),
  }),
  z.strictObject({
    type: z.literal('at-least'),
    count: z.int().min(1).max(200),
    of: z.array(Slug).min(1).max(200),
    minimumLevel: Slug.optional(),
  }),
  /** Hours of program work, as the issuer's roster states them. */
  z.strictObject({ type: z.literal('hours'), minimum: z.number().positive().max(10_000) }),
]);
export type Requirement = z.infer<typeof Requirement>;

/** The achievements that a rule names, each once, in the rule's order. */
export function achievementsOfRule(rule: readonly Requirement[]): string[] {
  const codes = rule.flatMap((requirement) => {
    if (requirement.type === 'all-of') return requirement.achievements;
    return requirement.type === 'at-least' ? requirement.of : [];
  });
  return [...new Set(codes)];
}
