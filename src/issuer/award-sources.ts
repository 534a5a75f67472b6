import type { JsonObject } from '../model/json.ts';
import { describeAchievement, rememberAchievements } from '../program/describe-achievement.ts';
import type { ReceivedRecognition } from '../store/recognition-store.ts';
import type { IssuerRecord } from '../store/records.ts';
import { type Issuing, requireIssuer } from './issuing.ts';
import { type ReadAchievement, readAchievement } from './read-program.ts';
import { listReceivedOf, readStaple } from './recognitions/read-staples.ts';

/** Where building an award looks up what it is made from. */
export interface AwardSources {
  /** Rejects with AppError ACHIEVEMENT_UNKNOWN. */
  readAchievement(
    code: string,
    version?: string,
  ): Promise<ReadAchievement & { describe: typeof describeAchievement }>;
  /** Rejects with AppError ISSUER_UNKNOWN. */
  readIssuer(slug: string): Promise<IssuerRecord>;
  /** Every recognition that this issuer has received and not dropped. */
  readReceived(issuerDid: string): Promise<ReceivedRecognition[]>;
  /** One that an intent names. */
  readStaple(id: string): Promise<JsonObject>;
}

/** Reads anew each time: for one award. */
export function openAwardSources({ store }: Pick<Issuing, 'store'>): AwardSources {
  return {
    readAchievement: async (code, version) => ({
      ...(await readAchievement(store, code, version)),
      describe: describeAchievement,
    }),
    readIssuer: (slug) => requireIssuer(store, slug),
    readReceived: (issuerDid) => listReceivedOf(store, issuerDid),
    readStaple: (id) => readStaple(store, id),
  };
}

/** Reads each thing once: for a run of awards, during which a newer version or profile is not looked for. */
export function rememberAwardSources(issuing: Pick<Issuing, 'store' | 'publicUrl'>): AwardSources {
  const fresh = openAwardSources(issuing);
  const achievements = new Map<string, ReturnType<AwardSources['readAchievement']>>();
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
    readIssuer: rememberOne(fresh.readIssuer),
    readReceived: rememberOne(fresh.readReceived),
    // One object each, which plans compare at a glance.
    readStaple: rememberOne(fresh.readStaple),
  };
}

function rememberOne<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const one = known.get(key) ?? read(key);
    known.set(key, one);
    // A failure is not remembered.
    one.catch(() => known.delete(key));
    return one;
  };
}
