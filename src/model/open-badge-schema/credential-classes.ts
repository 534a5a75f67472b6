import type { JsonObject } from '../json.ts';
import {
  dateTime,
  instanceOf,
  type Members,
  manyOf,
  oneOf,
  openClass,
  text,
  texts,
  typed,
} from './json-schema.ts';
import { badgeContextUrl } from './patterned-text.ts';
import { endorsements } from './profile-classes.ts';

/** What every verifiable credential of Open Badges 3.0 has and may have; `types` are the names it may have beside the first. */
function credentialClass(subject: string, types: string[], own: { required?: Members; optional?: Members }) {
  return openClass({
    required: {
      '@context': {
        type: 'array',
        minItems: 2,
        items: [{ enum: ['https://www.w3.org/ns/credentials/v2'] }, badgeContextUrl()],
        additionalItems: instanceOf('Context'),
      },
      id: text(),
      type: { allOf: [typed('VerifiableCredential'), typed(...types)] },
      issuer: instanceOf('ProfileRef'),
      validFrom: dateTime(),
      credentialSubject: instanceOf(subject),
      ...own.required,
    },
    optional: {
      ...texts('name', 'description'),
      awardedDate: dateTime(),
      validUntil: dateTime(),
      proof: manyOf('Proof'),
      credentialSchema: manyOf('CredentialSchema'),
      credentialStatus: instanceOf('CredentialStatus'),
      refreshService: instanceOf('RefreshService'),
      termsOfUse: manyOf('TermsOfUse'),
      ...own.optional,
    },
  });
}

export const achievementCredential = (): JsonObject =>
  credentialClass('AchievementSubject', ['AchievementCredential', 'OpenBadgeCredential'], {
    optional: { image: instanceOf('Image'), evidence: manyOf('Evidence'), ...endorsements() },
  });

export const credentialClasses = (): Members => ({
  EndorsementCredential: credentialClass('EndorsementSubject', ['EndorsementCredential'], {
    required: { name: text() },
  }),
  EndorsementSubject: openClass({
    required: { id: text(), type: typed('EndorsementSubject') },
    optional: texts('endorsementComment'),
  }),
  Context: oneOf(text(), { type: 'object' }),
  Proof: openClass({
    required: { type: text() },
    optional: {
      created: dateTime(),
      ...texts('cryptosuite', 'verificationMethod', 'proofPurpose', 'proofValue'),
      ...texts('challenge', 'domain', 'nonce'),
    },
  }),
  CredentialSchema: openClass({ required: texts('id', 'type') }),
  CredentialStatus: openClass({ required: texts('id', 'type') }),
  RefreshService: openClass({ required: texts('id', 'type') }),
  TermsOfUse: openClass({ required: texts('type'), optional: texts('id') }),
});
