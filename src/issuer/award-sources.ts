import { describeAchievement, rememberAchievements } from '../program/describe-achievement.ts';
import type { IssuerRecord } from '../store/records.ts';
import { type Issuing, requireIssuer } from './issuing.ts';
import { type ReadAchievement, readAchievement } from './read-program.ts';

/** Where building an award looks up what it is made from. */
export interface AwardSources {
  /** Rejects with AppError ACHIEVEMENT_UNKNOWN. */
  readAchievement(
    code: string,
    version?: string,
  ): Promise<ReadAchievement & { describe: typeof describeAchievement }>;
  /** Rejects with AppError ISSUER_UNKNOWN. */
  readIssuer(slug: string): Promise<IssuerRecord>;
}

/** Reads anew each time: for one award. */
export function openAwardSources({ store }: Pick<Issuing, 'store'>): AwardSources {
  return {
    readAchievement: async (code, version) => ({
      ...(await readAchievement(store, code, version)),
      describe: describeAchievement,
    }),
    readIssuer: (slug) => requireIssuer(store, slug),
  };
}

/** Reads each thing once: for a run of awards, during which a newer version or profile is not looked for. */
export function rememberAwardSources(issuing: Pick<Issuing, 'store' | 'publicUrl'>): AwardSources {
  const fresh = openAwardSources(issuing);
  const achievements = new Map<string, ReturnType<AwardSources['readAchievement']>>();
  const issuers = new Map<string, Promise<IssuerRecord>>();
  return {
    readAchievement(code, version) {
      const key = JSON.stringify([code, version]);
      let read = achievements.get(key);
      if (read === undefined) {
        read = fresh.readAchievement(code, version).then((achievement) => ({
          ...achievement,
          describe: rememberAchievements({ ...achievement, publicUrl: issuing.publicUrl }),
        }));
        achievements.set(key, read);
        // A failure is not remembered.
        read.catch(() => achievements.delete(key));
      }
      return read;
    },
    readIssuer(slug) {
      const known = issuers.get(slug) ?? fresh.readIssuer(slug);
      issuers.set(slug, known);
      known.catch(() => issuers.delete(slug));
      return known;
    },
  };
}
