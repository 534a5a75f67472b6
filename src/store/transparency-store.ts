import type { AchievementRecord } from './records.ts';

/** The part of the Store port that says how a published achievement is used, without saying anything of a person. */
export interface TransparencyStore {
  /** Every published version of this achievement, in the order of publication; none if there is no such achievement. */
  listAchievementVersions(code: string): Promise<AchievementRecord[]>;
  /**
   * How many people have, or had, this achievement from an issuer of this instance, by version, level and whether it is in
   * force at this time. A person counts once: with the credential that is in force, else with the last one. What is withdrawn,
   * replaced credentials among them, does not count; what is on hold or has ended counts as not in force. By version and level.
   */
  countAwards(code: string, at: Date): Promise<AwardCount[]>;
}

export interface AwardCount {
  version: string;
  /** Code of the rubric's level; null for an award without one. */
  level: string | null;
  inForce: boolean;
  /** 1 or more. */
  people: number;
}
