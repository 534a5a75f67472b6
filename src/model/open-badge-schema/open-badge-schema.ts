import type { JsonObject } from '../json.ts';
import { achievementClasses } from './achievement-classes.ts';
import { achievementCredential, credentialClasses } from './credential-classes.ts';
import { profileClasses } from './profile-classes.ts';

/**
 * The JSON Schema of an Open Badges 3.0 AchievementCredential, with the constraints of 1EdTech's published one. It is
 * written here because no package carries that; a test shows that the two are equal but for words of explanation.
 */
export const OPEN_BADGE_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  ...achievementCredential(),
  $defs: { ...achievementClasses(), ...profileClasses(), ...credentialClasses() },
};
