import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { digestMultibase, utf8 } from '../../src/model/bytes.ts';
import { ISSUED_CONTEXTS } from '../../src/model/credential.ts';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import { fullAward, partAward } from '../support/awards.ts';
import { PART_CODES } from '../support/issue-everything.ts';
import { daysAgo, foundInstance, type RunningInstance } from '../support/running-instance.ts';

/** What the state calls the county, which calls itself otherwise. */
export const COUNTY_NAME = 'Redwood County Office of Education';
export const PRETENDER_NAME = 'California Department of Education';
/** What the districts call the state. */
export const STATE_NAME = 'The State Council';

/** In the county's instance: each recognizes the next, and the state the first. */
const CHAIN = ['region', 'valley', 'town', 'school', 'club'];

/** Awards and recognitions, from the first to the last of them, in days before now. */
const DAYS = { recognized: 400, awarded: 190, full: 160, ended: 100 };

interface Issued {
  id: string;
  credential: JsonObject;
  share: { url: string };
}

/** What one person was awarded, by achievement. */
export type Held = Record<string, JsonObject>;

/**
 * A state, a county, two districts that verify (one with the address of the state's register, one without) and somebody who calls
 * itself a department of the state: each an instance with a service of its own. Everything that could be withdrawn is.
 */
export interface TrustInstances {
  dir: string;
  state: RunningInstance;
  county: RunningInstance;
  pretender: RunningInstance;
  district: RunningInstance;
  /** A district that was told no register. */
  plain: RunningInstance;
  /** The districts' policies, as files. */
  policies: Record<'district' | 'plain', string>;
  /** Has everything, in force. */
  ana: Held;
  /** Has everything; a part was withdrawn. */
  bo: Held;
  /** By chain length: awarded by the last one of a chain of so many recognitions. */
  chains: JsonObject[];
  /** By an issuer that recognizes one by which it is recognized. */
  loop: JsonObject;
  /** By an issuer that nobody recognizes. */
  strange: JsonObject;
  /** Of the first achievement, issued when the county had accepted the state's recognition of it. */
  stapled: JsonObject;
  /** Ana's full record, made then too. */
  record: JsonObject;
  /** Bo's, made before a part was withdrawn. */
  endedRecord: JsonObject;
  /** By the pretender, whom its own “state” recognizes. */
  pretended: JsonObject;
  /** Ana's first part under its own id, signed anew by the pretender. */
  resigned: JsonObject;
  /** Recognitions that Lectern would not give, signed in their issuers' own services. */
  odd: Record<'expired' | 'ended' | 'own', JsonObject>;
  /** The county's recognitions by the state, by achievement: `tlms-3`'s was revoked. */
  given: Record<string, { id: string; url: string; credential: JsonObject }>;
  /** Ends every service. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function foundTrustInstances(): Promise<TrustInstances> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-trust-'));
  const place = (name: string) => join(dir, name);
  const policies = { district: place('district.policy.json'), plain: place('plain.policy.json') };
  const program = 'sonoma-like';
  const slugs = Object.fromEntries(
    [...CHAIN, 'here', 'there', 'nobody'].map((slug) => [slug, `So-called ${slug}`]),
  );
  const [state, county, pretender, district, plain] = await Promise.all([
    foundInstance(place('state'), { name: 'State Council' }),
    foundInstance(place('county'), { name: 'County, as it calls itself', program, slugs }),
    foundInstance(place('pretender'), { name: PRETENDER_NAME, program, slugs: { state: 'State Council' } }),
    foundInstance(place('district'), { name: 'District', env: { LECTERN_POLICY: policies.district } }),
    foundInstance(place('plain'), { name: 'District without a register' }),
  ]);
  const root = { id: state.did, name: STATE_NAME, url: 'https://www.state.example' };
  const write = (path: string, policy: Partial<Policy>) => writeFile(path, JSON.stringify(policy));
  const register = `${state.publicUrl}/recognitions`;
  await write(policies.district, { name: 'District', roots: [{ ...root, recognitions: register }] });
  await write(policies.plain, { name: 'District', roots: [root] });
  await write(join(plain.dataDir, 'policy.json'), { name: 'District', roots: [root] });
  const instances = [state, county, pretender, district, plain];
  const stop = async () => void (await Promise.all(instances.map((instance) => instance.stop())));
  await Promise.all(instances.map((instance) => instance.serve()));

  const ana = await awardEverything(county, 'Ana Núñez');
  const bo = await awardEverything(county, 'Bo Ek');
  const given = await recognizeAchievements(state, county, ['tlms-1', 'tlms-2', 'tlms-3', 'tlms-full']);
  await state.ask(['recognize', 'revoke', given['tlms-3']?.id ?? '', '--reason', 'requirements-not-met']);
  for (const code of ['tlms-1', 'tlms-full'])
    await county.ask(['recognize', 'accept', given[code]?.url ?? '']);
  const makeRecord = async ({ 'tlms-full': full }: Held) => {
    const file = join(dir, 'record.json');
    await county.ask(['record', String(full?.['id']), '--out', file]);
    return JSON.parse(await readFile(file, 'utf8')) as JsonObject;
  };
  const [endedRecord, record] = [await makeRecord(bo), await makeRecord(ana)];
  const withdrawn = String(bo['tlms-6']?.['id']);
  const because = ['--reason', 'issued-in-error', '--count', '1'];
  await county.ask(['status', 'revoke', withdrawn, ...because]);
  return {
    dir,
    ...{ state, county, pretender, district, plain },
    policies,
    ana,
    bo,
    chains: await awardAlongChain(state, county),
    strange: await awardPart(county, 'tlms-1', 'Cy Obi', { issuer: 'nobody' }),
    stapled: await awardPart(county, 'tlms-1', 'Di Poe'),
    ...{ record, endedRecord },
    loop: await awardInLoop(county),
    pretended: await pretend(pretender),
    resigned: await signOther(pretender, unsign(heldOf(ana, 'tlms-1'), { keepId: true })),
    odd: await signOdd(state, county, pretender),
    given,
    stop,
    async close() {
      await stop();
      await rm(dir, { recursive: true });
    },
  };
}

async function award(by: RunningInstance, request: AwardRequest & { issuer?: string }): Promise<JsonObject> {
  return (await by.post<Issued>('/api/credentials', request)).credential;
}

export function awardPart(
  by: RunningInstance,
  code: string,
  name: string,
  issuer: { issuer?: string } = {},
): Promise<JsonObject> {
  const email = `${name.replace(/\W/g, '')}@teachers.example`;
  const changes = { holder: { name, email }, awardedDate: daysAgo(DAYS.awarded) };
  return award(by, { ...partAward(code, changes), ...issuer });
}

async function awardEverything(by: RunningInstance, name: string): Promise<Held> {
  const held: Held = {};
  for (const code of PART_CODES) held[code] = await awardPart(by, code, name);
  const email = `${name.replace(/\W/g, '')}@teachers.example`;
  const full = fullAward({ holder: { name, email }, awardedDate: daysAgo(DAYS.full) });
  return { ...held, 'tlms-full': await award(by, full) };
}

async function recognizeAchievements(
  state: RunningInstance,
  county: RunningInstance,
  codes: readonly string[],
): Promise<TrustInstances['given']> {
  const given: TrustInstances['given'] = {};
  for (const code of codes) {
    const achievement = `${county.publicUrl}/achievements/${code}?v=1`;
    const said = ['--issuer-name', COUNTY_NAME, '--from', daysAgo(DAYS.recognized)];
    given[code] = await state.ask(['recognize', 'achievement', achievement, ...said]);
  }
  return given;
}

/** `by` recognizes an issuer, which keeps the recognition. */
async function recognizeAndAccept(
  by: { instance: RunningInstance; slug?: string },
  of: { instance: RunningInstance; did: string; name: string },
): Promise<void> {
  const { credential } = await by.instance.post<{ credential: JsonObject }>('/api/recognitions', {
    recognizes: { id: of.did, name: of.name },
    validFrom: daysAgo(DAYS.recognized),
    ...(by.slug === undefined ? {} : { issuer: by.slug }),
  });
  await of.instance.post('/api/recognitions/received', credential);
}

/** Each link takes along those before it, so the credentials need nobody's register but carry the whole chain. */
async function awardAlongChain(state: RunningInstance, county: RunningInstance): Promise<JsonObject[]> {
  const awarded: JsonObject[] = [];
  for (const [i, slug] of CHAIN.entries()) {
    const before = CHAIN[i - 1];
    const by = before === undefined ? { instance: state } : { instance: county, slug: before };
    await recognizeAndAccept(by, { instance: county, did: county.didOf(slug), name: `Of the ${slug}` });
    awarded.push(await awardPart(county, 'tlms-1', 'Cy Obi', { issuer: slug }));
  }
  return awarded;
}

async function awardInLoop(county: RunningInstance): Promise<JsonObject> {
  for (const [by, of] of [
    ['here', 'there'],
    ['there', 'here'],
  ] as const)
    await recognizeAndAccept(
      { instance: county, slug: by },
      { instance: county, did: county.didOf(of), name: of },
    );
  return awardPart(county, 'tlms-1', 'Cy Obi', { issuer: 'here' });
}

async function pretend(pretender: RunningInstance): Promise<JsonObject> {
  await recognizeAndAccept(
    { instance: pretender, slug: 'state' },
    { instance: pretender, did: pretender.did, name: PRETENDER_NAME },
  );
  return awardPart(pretender, 'tlms-1', 'Di Poe');
}

async function signOdd(
  state: RunningInstance,
  county: RunningInstance,
  pretender: RunningInstance,
): Promise<TrustInstances['odd']> {
  const ofFourth = (until: number) =>
    signOther(state, {
      ...endorsementOf({
        id: `${county.publicUrl}/achievements/tlms-4?v=1`,
        type: ['EndorsementSubject', 'Achievement'],
        name: 'The fourth',
        creator: { id: county.did, type: ['Profile'], name: COUNTY_NAME },
      }),
      validUntil: `${daysAgo(until)}T23:59:59Z`,
    });
  const own = { id: pretender.did, type: ['EndorsementSubject', 'Profile'], name: PRETENDER_NAME };
  return {
    expired: await ofFourth(DAYS.awarded + 10),
    ended: await ofFourth(DAYS.ended),
    own: await signOther(pretender, endorsementOf(own)),
  };
}

function endorsementOf(credentialSubject: JsonObject): JsonObject {
  return {
    '@context': [...ISSUED_CONTEXTS],
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: 'did:example:replaced',
    name: 'Recognition',
    validFrom: `${daysAgo(DAYS.recognized)}T00:00:00Z`,
    credentialSubject,
  };
}

/** Whatever it says, signed by that instance's own service with its own key (VC-API). */
function signOther(by: RunningInstance, credential: JsonObject): Promise<JsonObject> {
  return by.post('/credentials/issue', { credential });
}

/** A credential that its signer may sign anew, and `change` in it. With `keepId` it goes by the old one's id. */
function unsign(credential: JsonObject, { keepId = false } = {}): JsonObject {
  const { proof: _, credentialStatus: __, id = null, ...unsigned } = structuredClone(credential);
  return keepId ? { ...unsigned, id } : unsigned;
}

/** A full credential like this one, but with `part` in place of the part `insteadOf`, signed by the county. */
export async function composeWith(
  county: RunningInstance,
  full: JsonObject,
  { part, insteadOf, digest }: { part: JsonObject; insteadOf: JsonObject; digest?: string },
): Promise<JsonObject> {
  const named = { id: part['id'] ?? '', digestMultibase: digest ?? (await digestOf(part)) };
  const replaced = (members: JsonObject[string] | undefined) =>
    (Array.isArray(members) ? members : [])
      .filter(isJsonObject)
      .map((member) => (member['id'] === insteadOf['id'] ? { ...member, id: named.id } : member));
  const relatedResource = replaced(full['relatedResource']).map((resource) =>
    resource['id'] === named.id ? { ...resource, ...named } : resource,
  );
  return signOther(county, { ...unsign(full), evidence: replaced(full['evidence']), relatedResource });
}

function digestOf(credential: JsonObject): Promise<string> {
  return digestMultibase(utf8(canonicalize(credential) ?? ''));
}

export function partsOf(held: Held): JsonObject[] {
  return PART_CODES.map((code) => heldOf(held, code));
}

export function heldOf(held: Held, code: string): JsonObject {
  const credential = held[code];
  if (credential === undefined) throw new Error(`no ${code}`);
  return credential;
}
