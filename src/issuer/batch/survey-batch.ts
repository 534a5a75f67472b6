import type { JsonObject } from '../../model/json.ts';
import type { Program } from '../../program/program.ts';
import type { RosterLimits } from '../../roster/roster-limits.ts';
import type { RosterSource } from '../../roster/roster-source.ts';
import type { RosterSurvey } from '../../roster/roster-survey.ts';
import { surveyRoster } from '../../roster/survey-roster.ts';
import { hashJson } from '../hash-json.ts';
import type { Issuing } from '../issuing.ts';
import { readFrameworks, readProgram } from '../read-program.ts';
import { BatchSettings } from './batch-settings.ts';

/** What a roster is, and the settings that it is read with. */
export interface SurveyedBatch {
  survey: RosterSurvey;
  settings: BatchSettings;
  programs: Program[];
}

/**
 * Surveys a roster with what was said about it, and with what was said about the last one of the same form where nothing is
 * said now. Rejects with AppError ROSTER_INVALID.
 */
export async function surveyBatch(
  { store }: Pick<Issuing, 'store'>,
  source: RosterSource,
  issuer: string,
  given: BatchSettings,
  limits: RosterLimits,
): Promise<SurveyedBatch> {
  const frameworks = await readFrameworks(store);
  const programs = await Promise.all(
    (await store.listPrograms()).map(({ code, version }) => readProgram(store, frameworks, code, version)),
  );
  const survey = await surveyRoster(source, programs, given, limits);
  const kept = BatchSettings.safeParse(await store.findRosterMapping(issuer, survey.fingerprint));
  const settings = kept.success ? { ...kept.data, ...given } : given;
  if (hashJson(settings as JsonObject) === hashJson(given as JsonObject))
    return { survey, settings, programs };
  return { survey: await surveyRoster(source, programs, settings, limits), settings, programs };
}

/** Keeps the settings for the next roster of this form; what is about this one alone is left out. */
export async function keepMapping(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  issuer: string,
  { survey, settings }: SurveyedBatch,
): Promise<void> {
  const { program, achievement, columns, dateOrder } = settings;
  const mapping = Object.fromEntries(
    Object.entries({ program, achievement, columns, dateOrder }).filter(([, value]) => value !== undefined),
  ) as JsonObject;
  await store.saveRosterMapping(issuer, survey.fingerprint, mapping, now());
}
