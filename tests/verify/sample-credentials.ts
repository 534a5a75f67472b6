import { ACHIEVEMENT_CREDENTIAL_SCHEMA, ISSUED_CONTEXTS } from '../../src/model/credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { STATUS_LIST_URL } from '../support/test-issuer.ts';

/** Credentials of DESIGN §4's shape, written by hand so that these tests do not lean on the builder that they could test. */
const HOST = 'https://badges.example.org';
export const STATUS_INDEX = 94567;

export const SAMPLE_KINDS = ['micro', 'capstone', 'full'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

export function buildSample(kind: SampleKind, issuer: string): JsonObject {
  return { micro: buildMicro, capstone: buildCapstone, full: buildFull }[kind](issuer);
}

export function buildMicro(issuer: string): JsonObject {
  const achievement = `${HOST}/achievements/tlms-1?v=1`;
  return {
    ...buildFrame(issuer, 'urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b101', 'Domain I: Collaborative Culture'),
    credentialSubject: {
      ...buildHolder(),
      role: 'Grade 4 lead teacher',
      term: '2025–2026',
      activityStartDate: '2025-08-18T00:00:00Z',
      activityEndDate: '2026-06-05T00:00:00Z',
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'MicroCredential',
        humanCode: 'TLMS-1',
        version: '1',
        name: 'Domain I: Fostering a Collaborative Culture',
        description: 'Supports educator development and student learning.',
        criteria: {
          id: `${HOST}/frameworks/tlms#1`,
          narrative: 'Leads a team through **one** inquiry cycle.',
        },
        image: { id: `${HOST}/images/tlms-1.png`, type: 'Image', caption: 'A circle of people' },
        alignment: [buildAlignment(1)],
        resultDescription: [buildRubric(achievement)],
      },
      result: [buildResult(achievement, 3)],
      source: {
        id: `${HOST}/panels/2026`,
        type: ['Profile'],
        name: 'Assessment panel, two trained assessors',
      },
    },
    evidence: [
      {
        id: `${HOST}/evidence/culture-survey`,
        type: ['Evidence'],
        name: 'Team survey',
        genre: 'Artifact',
        narrative: 'Before and after.',
      },
    ],
  };
}

export function buildCapstone(issuer: string): JsonObject {
  const achievement = `${HOST}/achievements/capstone?v=2`;
  return {
    ...buildFrame(issuer, 'urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b108', 'Teacher Leader Capstone'),
    description: 'A project at the teacher’s own site, with its effect on students.',
    image: { id: `${HOST}/images/capstone.png`, type: 'Image' },
    credentialSubject: {
      ...buildHolder(),
      narrative: 'Peer observation rounds in **three** schools.',
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'Award',
        name: 'Teacher Leader Capstone',
        description: 'Plans, leads and evaluates a change.',
        criteria: { narrative: 'Presents to a public panel.' },
        creator: { id: 'did:web:state.example.org', type: ['Profile'], name: 'State Council' },
        inLanguage: 'en-US',
        alignment: [buildAlignment(4), buildAlignment(5)],
        resultDescription: [buildRubric(achievement), buildScore(achievement)],
      },
      result: [
        buildResult(achievement, 4),
        { type: ['Result'], resultDescription: `${achievement}#score`, value: '91.5' },
      ],
    },
    evidence: [
      { type: ['Evidence'], name: 'Slides', description: 'Twelve slides.' },
      { type: ['Evidence'], name: 'Recording', audience: 'Panel' },
    ],
  };
}

export function buildFull(issuer: string): JsonObject {
  const parts = ['101', '102', '103', '108'].map((n) => `urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b${n}`);
  return {
    ...buildFrame(issuer, 'urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b200', 'Teacher Leader'),
    validUntil: '2031-11-21T00:00:00Z',
    credentialSubject: {
      ...buildHolder(),
      achievement: {
        id: `${HOST}/achievements/teacher-leader?v=1`,
        type: ['Achievement'],
        achievementType: 'Certification',
        name: 'Teacher Leader',
        description: 'All domains and the capstone.',
        criteria: { id: `${HOST}/programs/tlms`, narrative: 'Every requirement met.' },
        alignment: [1, 2, 3].map(buildAlignment),
        resultDescription: [1, 2, 3].map((n) => ({
          id: `${HOST}/achievements/teacher-leader?v=1#domain-${n}`,
          type: ['ResultDescription'],
          name: `Domain ${n}`,
          resultType: 'Status',
        })),
      },
      result: [1, 2, 3].map((n) => ({
        type: ['Result'],
        resultDescription: `${HOST}/achievements/teacher-leader?v=1#domain-${n}`,
        status: 'Completed',
      })),
    },
    evidence: parts.map((id, n) => ({
      id,
      type: ['Evidence'],
      name: `Part ${n + 1}`,
      genre: 'OpenBadgeCredential',
    })),
    relatedResource: parts.map((id, n) => ({
      id,
      digestMultibase: `uEiA${'bcdefghijk'[n]}${'A'.repeat(42)}`,
      mediaType: 'application/vc',
    })),
  };
}

/** The issuer as a Profile, dates, status and schema: the same in every kind. */
function buildFrame(issuer: string, id: string, name: string): JsonObject {
  return {
    '@context': [...ISSUED_CONTEXTS],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: issuer,
      type: ['Profile'],
      name: 'Example County Office of Education',
      url: `${HOST}/`,
      email: 'badges@example.org',
    },
    validFrom: '2026-11-21T00:00:00Z',
    awardedDate: '2026-11-20T00:00:00Z',
    name,
    credentialStatus: {
      id: `${STATUS_LIST_URL}#${STATUS_INDEX}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(STATUS_INDEX),
      statusListCredential: STATUS_LIST_URL,
    },
    credentialSchema: [{ ...ACHIEVEMENT_CREDENTIAL_SCHEMA }],
  };
}

/** sha256("ana@example.orgsea") */
export const ANA_EMAIL_HASH = 'sha256$4344c5dada79313e0c1ad9db15162e525817990df61bd6b28fdbc38e58f986a3';

function buildHolder(): JsonObject {
  return {
    type: ['AchievementSubject'],
    name: 'Ana Núñez',
    identifier: [
      { type: 'IdentityObject', hashed: false, identityHash: 'Ana Núñez', identityType: 'name' },
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: ANA_EMAIL_HASH,
        identityType: 'emailAddress',
        salt: 'sea',
      },
    ],
  };
}

function buildAlignment(domain: number): JsonObject {
  return {
    type: ['Alignment'],
    targetType: 'CFItem',
    targetCode: `TLMS.${domain}`,
    targetName: `Domain ${domain}`,
    targetFramework: 'Teacher Leader Model Standards',
    targetUrl: `${HOST}/frameworks/tlms#${domain}`,
  };
}

function buildRubric(achievement: string): JsonObject {
  return {
    id: `${achievement}#rubric`,
    type: ['ResultDescription'],
    name: 'Rubric level',
    resultType: 'RubricCriterionLevel',
    rubricCriterionLevel: [1, 2, 3, 4].map((level) => ({
      id: `${achievement}#level-${level}`,
      type: ['RubricCriterionLevel'],
      name: ['Emerging', 'Developing', 'Proficient', 'Accomplished'][level - 1] ?? '',
      level: String(level),
    })),
    requiredLevel: `${achievement}#level-3`,
  };
}

function buildScore(achievement: string): JsonObject {
  return {
    id: `${achievement}#score`,
    type: ['ResultDescription'],
    name: 'Panel score',
    resultType: 'Percent',
    valueMin: '0',
    valueMax: '100',
  };
}

function buildResult(achievement: string, level: number): JsonObject {
  return {
    type: ['Result'],
    resultDescription: `${achievement}#rubric`,
    achievedLevel: `${achievement}#level-${level}`,
    value: String(level),
  };
}
