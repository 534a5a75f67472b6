import type { JsonObject } from './json.ts';

/**
 * The nouns of Open Badges 3.0 final 1.2 and VCDM 2.0, as Lectern writes them. What strangers send is `JsonObject` until
 * `verify/checks/structure.ts` has looked at it; these types say what we promise to build.
 */
export interface Profile {
  id: string;
  type: ['Profile'];
  name?: string;
  url?: string;
  email?: string;
  phone?: string;
  /** Recognitions of it, as others signed them. */
  endorsement?: JsonObject[];
}

export interface Image {
  id: string;
  type: 'Image';
  caption?: string;
}

export interface Alignment {
  type: ['Alignment'];
  targetType?: string;
  targetCode?: string;
  targetName: string;
  targetDescription?: string;
  targetFramework?: string;
  targetUrl: string;
}

export interface RubricCriterionLevel {
  id: string;
  type: ['RubricCriterionLevel'];
  name: string;
  level?: string;
  points?: string;
  description?: string;
}

export interface ResultDescription {
  id: string;
  type: ['ResultDescription'];
  name: string;
  resultType: string;
  requiredLevel?: string;
  requiredValue?: string;
  valueMin?: string;
  valueMax?: string;
  rubricCriterionLevel?: RubricCriterionLevel[];
  alignment?: Alignment[];
}

export interface Result {
  type: ['Result'];
  resultDescription: string;
  achievedLevel?: string;
  value?: string;
  status?: string;
  alignment?: Alignment[];
}

export interface Achievement {
  id: string;
  type: ['Achievement'];
  achievementType: string;
  humanCode?: string;
  version?: string;
  name: string;
  description: string;
  criteria: { id?: string; narrative?: string };
  creator?: Profile;
  image?: Image;
  fieldOfStudy?: string;
  inLanguage?: string;
  alignment?: Alignment[];
  resultDescription?: ResultDescription[];
  /** Recognitions of it, as others signed them. */
  endorsement?: JsonObject[];
}

/** OB 3.0 IdentityObject: `hashed: false` carries the identifier itself, `true` `sha256$` + hex(SHA-256(identifier ‖ salt)). */
export interface IdentityObject {
  type: 'IdentityObject';
  hashed: boolean;
  identityHash: string;
  identityType: string;
  salt?: string;
}

export interface Evidence {
  id?: string;
  type: ['Evidence'];
  name?: string;
  narrative?: string;
  description?: string;
  genre?: string;
  audience?: string;
}

export interface AchievementSubject {
  type: ['AchievementSubject'];
  id?: string;
  name: string;
  identifier: IdentityObject[];
  role?: string;
  term?: string;
  activityStartDate?: string;
  activityEndDate?: string;
  achievement: Achievement;
  result?: Result[];
  source?: Profile;
  narrative?: string;
}

/** W3C Bitstring Status List v1.0, the entry in a credential. `statusListIndex` is base-10 text. */
export interface BitstringStatusListEntry {
  id: string;
  type: 'BitstringStatusListEntry';
  statusPurpose: string;
  statusListIndex: string;
  statusListCredential: string;
}

export interface RelatedResource {
  id: string;
  digestMultibase: string;
  mediaType?: string;
}

export type Proof = {
  type: string;
  cryptosuite?: string;
  created: string;
  verificationMethod: string;
  proofPurpose: string;
  proofValue: string;
};

/** Without proof: what a builder makes and only a signer takes. */
export interface UnsignedCredential {
  '@context': string[];
  id: string;
  type: ['VerifiableCredential', 'OpenBadgeCredential'];
  issuer: Profile;
  validFrom: string;
  validUntil?: string;
  awardedDate?: string;
  name: string;
  description?: string;
  image?: Image;
  credentialSubject: AchievementSubject;
  evidence?: Evidence[];
  relatedResource?: RelatedResource[];
  /** One entry, as the official schema wants; two where the program allows holds. */
  credentialStatus: BitstringStatusListEntry | BitstringStatusListEntry[];
  credentialSchema: { id: string; type: string }[];
  proof?: never;
}

/**
 * With proof: what is stored and delivered, whatever its inside is. Only `signCredential` makes one, so nothing unsigned
 * can be.
 */
export type SecuredDocument = JsonObject & { proof: Proof[] };

/** What a credential certifies in a program: one part, the capstone, or the whole. */
export type AchievementKind = 'micro' | 'capstone' | 'full';

/** Contexts of what Lectern issues, in the order that OB 3.0 fixes (the first two) and the proofs need (the rest). */
export const ISSUED_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  'https://w3id.org/security/suites/ed25519-2020/v1',
];

export const ENDORSEMENT_CREDENTIAL_SCHEMA = {
  id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_endorsementcredential_schema.json',
  type: '1EdTechJsonSchemaValidator2019',
};

export const ACHIEVEMENT_CREDENTIAL_SCHEMA = {
  id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  type: '1EdTechJsonSchemaValidator2019',
};
