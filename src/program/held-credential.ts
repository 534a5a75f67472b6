import { type AchievementDefinition, rankOfLevel } from './achievement-definition.ts';

/** A credential that the holder has, as far as rules and references need it. */
export interface HeldCredential {
  /** The credential's `id`. */
  id: string;
  name: string;
  achievementCode: string;
  achievementVersion: string;
  /** Code of the rubric level reached; null if none was recorded. */
  level: string | null;
  awardedDate: Date;
  /** SHA-256 of the stored bytes, as Multibase. */
  digestMultibase: string;
  issuerDid: string;
}

/** The held credential that counts for the achievement: the best level, then the latest; null if none is held. */
export function bestHeld(
  achievement: AchievementDefinition,
  held: readonly HeldCredential[],
): HeldCredential | null {
  const candidates = held.filter((credential) => credential.achievementCode === achievement.code);
  const rank = (credential: HeldCredential) => rankOfLevel(achievement.rubric, credential.level);
  candidates.sort(
    (a, b) =>
      rank(b) - rank(a) ||
      b.awardedDate.getTime() - a.awardedDate.getTime() ||
      // Two of one day and level: any will do, but always the same one.
      (a.id < b.id ? -1 : 1),
  );
  return candidates[0] ?? null;
}
