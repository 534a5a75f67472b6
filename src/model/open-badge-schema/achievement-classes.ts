import {
  dateTime,
  extensible,
  instanceOf,
  type Members,
  many,
  manyOf,
  number,
  openClass,
  text,
  texts,
  typed,
  wordOf,
} from './json-schema.ts';
import { languageTag } from './patterned-text.ts';
import { endorsements } from './profile-classes.ts';
import { ACHIEVEMENT_TYPES, ALIGNMENT_TARGET_TYPES, RESULT_STATUSES, RESULT_TYPES } from './vocabularies.ts';

/** What was achieved, by whom, how well, and what shows it. */
export const achievementClasses = (): Members => ({
  AchievementSubject: openClass({
    required: { type: typed('AchievementSubject'), achievement: instanceOf('Achievement') },
    optional: {
      ...texts('id', 'licenseNumber', 'narrative', 'role', 'term'),
      identifier: manyOf('IdentityObject'),
      activityStartDate: dateTime(),
      activityEndDate: dateTime(),
      creditsEarned: number(),
      image: instanceOf('Image'),
      result: manyOf('Result'),
      source: instanceOf('Profile'),
    },
  }),
  Achievement: openClass({
    required: {
      ...texts('id', 'name', 'description'),
      type: typed('Achievement'),
      criteria: instanceOf('Criteria'),
    },
    optional: {
      ...texts('fieldOfStudy', 'humanCode', 'specialization', 'version'),
      achievementType: extensible(ACHIEVEMENT_TYPES),
      inLanguage: languageTag(),
      creditsAvailable: number(),
      creator: instanceOf('Profile'),
      image: instanceOf('Image'),
      alignment: manyOf('Alignment'),
      otherIdentifier: manyOf('IdentifierEntry'),
      related: manyOf('Related'),
      resultDescription: manyOf('ResultDescription'),
      tag: many(text()),
      ...endorsements(),
    },
  }),
  Criteria: openClass({ optional: texts('id', 'narrative') }),
  Related: openClass({
    required: { id: text(), type: typed('Related') },
    optional: { ...texts('version'), inLanguage: languageTag() },
  }),
  Alignment: openClass({
    required: { type: typed('Alignment'), ...texts('targetName', 'targetUrl') },
    optional: {
      ...texts('targetCode', 'targetDescription', 'targetFramework'),
      targetType: extensible(ALIGNMENT_TARGET_TYPES),
    },
  }),
  ResultDescription: openClass({
    required: {
      ...texts('id', 'name'),
      type: typed('ResultDescription'),
      resultType: extensible(RESULT_TYPES),
    },
    optional: {
      ...texts('requiredLevel', 'requiredValue', 'valueMin', 'valueMax'),
      alignment: manyOf('Alignment'),
      allowedValue: many(text()),
      rubricCriterionLevel: manyOf('RubricCriterionLevel'),
    },
  }),
  RubricCriterionLevel: openClass({
    required: { ...texts('id', 'name'), type: typed('RubricCriterionLevel') },
    optional: { ...texts('description', 'level', 'points'), alignment: manyOf('Alignment') },
  }),
  Result: openClass({
    required: { type: typed('Result') },
    optional: {
      ...texts('resultDescription', 'achievedLevel', 'value'),
      status: wordOf(...RESULT_STATUSES),
      alignment: manyOf('Alignment'),
    },
  }),
  Evidence: openClass({
    required: { type: typed('Evidence') },
    optional: texts('id', 'name', 'narrative', 'description', 'genre', 'audience'),
  }),
});
