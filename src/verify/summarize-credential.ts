import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import type { CredentialSummary } from '../model/verification.ts';
import { periodOf } from './checks/validity.ts';
import { isRecord } from './company.ts';

const MAX_SHORT = 300;
const MAX_LONG = 4_000;

/** What the credential says, as far as people are shown it: bounded, text only, links only to https. */
export function summarizeCredential(credential: JsonObject): CredentialSummary {
  const [subject = {}] = valuesOf(credential['credentialSubject']).filter(isJsonObject);
  const achievement = isJsonObject(subject['achievement']) ? subject['achievement'] : {};
  const source = isJsonObject(subject['source']) ? subject['source'] : {};
  const criteria = isJsonObject(achievement['criteria']) ? achievement['criteria'] : {};
  return {
    ...(isRecord(credential) ? { isRecord: true as const } : {}),
    issuer: summarizeIssuer(credential['issuer']),
    ...defined({
      id: short(credential['id']),
      name: short(credential['name']) ?? short(achievement['name']),
      achievementType: short(achievement['achievementType']),
      achievementName: short(achievement['name']),
      description: long(achievement['description']),
      criteria: long(criteria['narrative']),
      holderName: holderName(subject),
      awardedDate: short(credential['awardedDate']),
      role: short(subject['role']),
      term: short(subject['term']),
      assessor: short(source['name']),
    }),
    ...periodOf(credential),
    levels: summarizeLevels(subject, achievement),
    requirements: summarizeRequirements(subject, achievement),
    alignments: objects(achievement['alignment'])
      .slice(0, 50)
      .map((alignment) => ({
        name: short(alignment['targetName']) ?? '',
        ...defined({
          framework: short(alignment['targetFramework']),
          code: short(alignment['targetCode']),
          url: link(alignment['targetUrl']),
        }),
      })),
    evidence: objects(credential['evidence'])
      .slice(0, 50)
      .map((evidence) =>
        defined({
          name: short(evidence['name']),
          genre: short(evidence['genre']),
          url: link(evidence['id']),
          narrative: long(evidence['narrative']),
        }),
      ),
  };
}

function summarizeIssuer(issuer: Json | undefined): CredentialSummary['issuer'] {
  if (!isJsonObject(issuer)) return defined({ id: short(issuer) });
  return defined({ id: short(issuer['id']), name: short(issuer['name']) });
}

/** The two places where names stand in the field: the subject's `name`, and an IdentityObject of type `name`. */
function holderName(subject: JsonObject): string | undefined {
  const identity = objects(subject['identifier']).find(
    (entry) => entry['identityType'] === 'name' && entry['hashed'] !== true,
  );
  return short(subject['name']) ?? short(identity?.['identityHash']);
}

function summarizeLevels(subject: JsonObject, achievement: JsonObject): CredentialSummary['levels'] {
  const descriptions = objects(achievement['resultDescription']);
  return objects(subject['result'])
    .slice(0, 50)
    .flatMap((result) => {
      const description = descriptions.find((candidate) => isNamed(candidate, result['resultDescription']));
      if (description !== undefined && isRequirement(description)) return [];
      const level = objects(description?.['rubricCriterionLevel']).find((candidate) =>
        isNamed(candidate, result['achievedLevel']),
      );
      const name = short(level?.['name']) ?? short(result['value']);
      return name === undefined ? [] : [{ name, ...defined({ description: short(description?.['name']) }) }];
    });
}

function summarizeRequirements(
  subject: JsonObject,
  achievement: JsonObject,
): CredentialSummary['requirements'] {
  const results = objects(subject['result']);
  return objects(achievement['resultDescription'])
    .filter(isRequirement)
    .slice(0, 50)
    .map((description) => ({
      name: short(description['name']) ?? '',
      wanted: short(description['requiredValue']) ?? '',
      ...defined({
        has: short(results.find((result) => isNamed(description, result['resultDescription']))?.['value']),
      }),
    }));
}

/** A value alone and in an array are the same to a signature. */
function isNamed({ id }: JsonObject, reference: Json | undefined): boolean {
  return id !== undefined && valuesOf(reference)[0] === id;
}

/** How much of something is wanted, where there are no levels to reach. */
function isRequirement(description: JsonObject): boolean {
  return description['requiredValue'] !== undefined && description['rubricCriterionLevel'] === undefined;
}

function objects(value: Json | undefined): JsonObject[] {
  return valuesOf(value).filter(isJsonObject);
}

/** Text of a plain string or a VCDM 2.0 language value. */
function text(value: Json | undefined, length: number): string | undefined {
  const [first] = valuesOf(value);
  const said = textOf(isJsonObject(first) ? first['@value'] : first);
  return said === undefined || said.length <= length ? said : `${said.slice(0, length)}…`;
}

function short(value: Json | undefined): string | undefined {
  return text(value, MAX_SHORT);
}

function long(value: Json | undefined): string | undefined {
  return text(value, MAX_LONG);
}

function link(value: Json | undefined): string | undefined {
  const url = textOf(value);
  return url !== undefined && url.length <= 2_000 && /^https?:\/\//i.test(url) && URL.canParse(url)
    ? url
    : undefined;
}

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
