/**
 * Whom a verifier trusts, and what it asks for beyond that (docs/policy.md). A JSON file; the schema beside the types is its
 * definition, and is published at `/policy.schema.json`.
 */
export interface Policy {
  /** Whose policy it is: `Lincoln Unified School District`. */
  name: string;
  /** Authorities whose recognition of an issuer counts. */
  roots: PolicyRoot[];
  /** Issuers that are trusted without anyone's recognition. */
  issuers: PolicyIssuer[];
  rules: PolicyRules;
}

/** An issuer as the policy's maker knows it. What is here is what people are shown, whatever a credential says. */
export interface PolicyIssuer {
  /** A DID, as in a credential's `issuer.id`. */
  id: string;
  name: string;
  url?: string;
  email?: string;
  phone?: string;
}

export interface PolicyRoot extends PolicyIssuer {
  /** Where it publishes the recognitions that it has given (`/recognitions`), for those that do not travel with a credential. */
  recognitions?: string;
}

/** Each is optional; one that is not met makes the verdict `not-accepted`. */
export interface PolicyRules {
  /** The award is at most so many years ago. */
  maximumAgeYears?: number;
  /** Every level reached is at least this one: a number of points, or a level's name in the credential's own rubric. */
  minimumLevel?: number | string;
  /** At least so many people assessed. */
  minimumAssessors?: number;
  /** It is aligned to one of these frameworks, by name. */
  frameworks?: string[];
  /** It is one of these achievements, by id; without `?v=` every version of it. */
  achievements?: string[];
  /** What builds on parts comes with all of them. */
  requireParts?: boolean;
}

export type PolicyRuleName = keyof PolicyRules;

/** Nobody is trusted. What is checked with it says of every issuer that it is not known. */
export const EMPTY_POLICY: Policy = { name: 'No policy', roots: [], issuers: [], rules: {} };

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const link = { ...text(2_000), pattern: '^https?://[^\\s]+$' };
const whoever = {
  id: {
    ...text(2_000),
    pattern: '^did:[a-z0-9]+:[^\\s]+$',
    description: 'The DID that stands in the credentials as issuer.id.',
  },
  name: { ...text(200), description: 'The name that people are shown.' },
  url: { ...link, description: 'Its web site.' },
  email: { ...text(320), pattern: '^[^\\s@]+@[^\\s@]+$' },
  phone: text(50),
};

/** JSON Schema 2019-09 of a policy file. */
export const POLICY_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  title: 'Lectern verifier policy',
  description: 'Whom a verifier trusts, and what it asks for beyond that.',
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', maxLength: 2_000 },
    name: { ...text(200), description: 'Whose policy it is.' },
    roots: {
      description: 'Authorities whose recognition of an issuer counts.',
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: {
          ...whoever,
          recognitions: {
            ...link,
            description:
              'Where it publishes the recognitions that it has given, for those that do not travel with a credential.',
          },
        },
      },
    },
    issuers: {
      description: 'Issuers that are trusted without anyone’s recognition.',
      type: 'array',
      maxItems: 2_000,
      items: { type: 'object', required: ['id', 'name'], additionalProperties: false, properties: whoever },
    },
    rules: {
      description: 'What is asked for beyond trust. A rule that is not met gives the verdict not-accepted.',
      type: 'object',
      additionalProperties: false,
      properties: {
        maximumAgeYears: {
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 100,
          description: 'The award is at most so many years ago.',
        },
        minimumLevel: {
          oneOf: [{ type: 'number' }, text(200)],
          description:
            'Every level reached is at least this one: a number of points, or a level’s name in the credential’s own rubric.',
        },
        minimumAssessors: {
          type: 'integer',
          minimum: 1,
          maximum: 100,
          description: 'At least so many people assessed.',
        },
        frameworks: {
          type: 'array',
          minItems: 1,
          maxItems: 100,
          items: text(300),
          description: 'It is aligned to one of these frameworks, by name.',
        },
        achievements: {
          type: 'array',
          minItems: 1,
          maxItems: 1_000,
          items: text(2_000),
          description: 'It is one of these achievements, by id; without ?v= every version of it.',
        },
        requireParts: { type: 'boolean', description: 'What builds on parts comes with all of them.' },
      },
    },
  },
};
