import { isJsonObject, type JsonObject, textOf, valuesOf } from '../model/json.ts';

/** What the credential says of whom it is about: its first subject (OB 3.0 has one). */
export function subjectOf(credential: JsonObject): JsonObject | undefined {
  const [subject] = valuesOf(credential['credentialSubject']);
  return isJsonObject(subject) ? subject : undefined;
}

/** The achievement that it is awarded for, if it is one (OB 3.0 AchievementSubject). */
export function achievementOf(credential: JsonObject): JsonObject | undefined {
  const achievement = subjectOf(credential)?.['achievement'];
  return isJsonObject(achievement) ? achievement : undefined;
}

export function achievementIdOf(credential: JsonObject): string | undefined {
  return textOf(achievementOf(credential)?.['id']);
}
