import {
  closedClass,
  date,
  extensible,
  instanceOf,
  type Members,
  many,
  manyOf,
  number,
  oneOf,
  openClass,
  text,
  texts,
  truth,
  typed,
  wordOf,
} from './json-schema.ts';
import { compactJws } from './patterned-text.ts';
import { IDENTIFIER_TYPES } from './vocabularies.ts';

/** Credentials, achievements and profiles can be endorsed, each in two formats. */
export const endorsements = (): Members => ({
  endorsement: manyOf('EndorsementCredential'),
  endorsementJwt: many(compactJws()),
});

/** Persons and organisations, and how they are identified, pictured and found. */
export const profileClasses = (): Members => ({
  ProfileRef: oneOf(text(), instanceOf('Profile')),
  Profile: openClass({
    required: { id: text(), type: typed('Profile') },
    optional: {
      ...texts('name', 'description', 'url', 'phone', 'email', 'official'),
      image: instanceOf('Image'),
      address: instanceOf('Address'),
      otherIdentifier: manyOf('IdentifierEntry'),
      parentOrg: instanceOf('Profile'),
      ...texts('familyName', 'familyNamePrefix', 'givenName', 'additionalName', 'patronymicName'),
      ...texts('honorificPrefix', 'honorificSuffix'),
      dateOfBirth: date(),
      ...endorsements(),
    },
  }),
  Address: openClass({
    required: { type: typed('Address') },
    optional: {
      ...texts('streetAddress', 'postOfficeBoxNumber', 'postalCode', 'addressLocality', 'addressRegion'),
      ...texts('addressCountry', 'addressCountryCode'),
      geo: instanceOf('GeoCoordinates'),
    },
  }),
  GeoCoordinates: openClass({
    required: { type: wordOf('GeoCoordinates'), latitude: number(), longitude: number() },
  }),
  Image: closedClass({ required: { id: text(), type: wordOf('Image') }, optional: texts('caption') }),
  IdentifierEntry: closedClass({
    required: {
      type: wordOf('IdentifierEntry'),
      identifier: text(),
      identifierType: extensible(IDENTIFIER_TYPES),
    },
  }),
  IdentityObject: closedClass({
    required: {
      type: wordOf('IdentityObject'),
      hashed: truth(),
      identityHash: text(),
      identityType: extensible(IDENTIFIER_TYPES),
    },
    optional: texts('salt'),
  }),
});
