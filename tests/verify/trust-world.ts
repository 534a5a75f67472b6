import canonicalize from 'canonicalize';
import { digestMultibase, utf8 } from '../../src/model/bytes.ts';
import { ISSUED_CONTEXTS } from '../../src/model/credential.ts';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { Policy } from '../../src/model/policy.ts';
import { achievementId } from '../../src/program/achievement-ids.ts';
import { buildCredential } from '../../src/program/build-credential.ts';
import type { HeldCredential } from '../../src/program/held-credential.ts';
import type { Program } from '../../src/program/program.ts';
import { achievementsOfRule } from '../../src/program/rule.ts';
import { SHIPPED_FRAMEWORKS } from '../../src/program/shipped.ts';
import { achievementNamed, fullRequest } from '../program/award-samples.ts';
import {
  createWebIssuer,
  type Documents,
  fetchFrom,
  NOW,
  publishStatusList,
  sign,
  type TestIssuer,
} from '../support/test-issuer.ts';

/** An authority or issuer at a domain of its own, with a status list there. */
export interface Party extends TestIssuer {
  origin: string;
  /** Publishes its list with these indices set. */
  withdraw(...indices: number[]): Promise<void>;
}

/** A world of several issuers. Everything that is signed here gets the next index of its issuer's list. */
export async function createTrustWorld() {
  const documents: Documents = new Map();
  let seed = 10;
  let serial = 0;

  async function found(host: string, name: string): Promise<Party> {
    const issuer = await createWebIssuer(documents, { did: `did:web:${host}`, seed: seed++, name });
    const origin = `https://${host}`;
    const party: Party = {
      ...issuer,
      origin,
      async withdraw(...indices) {
        await publishStatusList(documents, party, { url: `${origin}/status/1`, set: indices });
      },
    };
    await party.withdraw();
    return party;
  }

  function placeOf(party: Party) {
    return { listUrl: `${party.origin}/status/1`, index: ++serial };
  }

  /** A signed part of a program, and what a rule knows of it. */
  async function award(
    party: Party,
    program: Program,
    code: string,
    { holder = 'Ana Núñez', level, at = '2026-11-10' }: { holder?: string; level?: string; at?: string } = {},
  ) {
    const definition = achievementNamed(program, code);
    const request = { ...fullRequest(definition), holder: { name: holder }, awardedDate: at };
    const status = placeOf(party);
    const id = newId();
    const unsigned = buildCredential({
      id,
      issuer: { id: party.did, type: ['Profile'], name: party.name },
      program,
      frameworks: SHIPPED_FRAMEWORKS,
      achievementCode: code,
      request: level === undefined ? request : { ...request, level },
      parts: [],
      status,
      publicUrl: party.origin,
      issuedAt: new Date('2026-11-20T08:00:00Z'),
      sample: false,
    });
    const credential = await sign(party, unsigned as unknown as JsonObject);
    return { credential, index: status.index, held: await holdIt(credential, program, code, party) };
  }

  async function holdIt(
    credential: JsonObject,
    program: Program,
    code: string,
    { did }: TestIssuer,
  ): Promise<HeldCredential> {
    const definition = achievementNamed(program, code);
    return {
      id: String(credential['id']),
      name: definition.name,
      achievementCode: code,
      achievementVersion: definition.version,
      level: fullRequest(definition).level ?? null,
      awardedDate: new Date('2026-11-10T00:00:00Z'),
      digestMultibase: await digestMultibase(utf8(canonicalize(credential) as string)),
      issuerDid: did,
    };
  }

  /** The full credential over parts that are held, and all that its rule names. */
  async function compose(
    party: Party,
    program: Program,
    held: HeldCredential[],
    change = (c: JsonObject) => c,
  ) {
    const full = program.achievements.find(({ kind }) => kind === 'full');
    if (full === undefined) throw new Error('a program with a full credential');
    const status = placeOf(party);
    const unsigned = buildCredential({
      id: newId(),
      issuer: { id: party.did, type: ['Profile'], name: party.name },
      program,
      frameworks: SHIPPED_FRAMEWORKS,
      achievementCode: full.code,
      request: { ...fullRequest(full), awardedDate: '2026-11-15' },
      parts: held,
      status,
      publicUrl: party.origin,
      issuedAt: new Date('2026-11-20T09:00:00Z'),
      sample: false,
    });
    return { credential: await sign(party, change(unsigned as unknown as JsonObject)), index: status.index };
  }

  async function awardAll(party: Party, program: Program) {
    const parts = [];
    for (const code of achievementsOfRule(program.rule ?? [])) parts.push(await award(party, program, code));
    return parts;
  }

  /** CLR 2.0, as Lectern writes it. */
  async function record(
    party: Party,
    members: JsonObject[],
    associations: JsonObject[] = [],
    more: JsonObject = {},
  ) {
    const subject = (members[0] as JsonObject)['credentialSubject'] as JsonObject;
    const [v2 = '', ...others] = ISSUED_CONTEXTS;
    const status = placeOf(party);
    return sign(party, {
      '@context': [v2, 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', ...others],
      id: newId(),
      type: ['VerifiableCredential', 'ClrCredential'],
      issuer: { id: party.did, type: ['Profile'], name: party.name },
      name: 'Full record',
      validFrom: '2026-11-20T10:00:00Z',
      credentialSubject: {
        type: ['ClrSubject'],
        identifier: subject['identifier'] ?? [],
        verifiableCredential: members,
        ...(associations.length > 0 ? { association: associations } : {}),
      },
      credentialStatus: describeEntry(status),
      ...more,
    });
  }

  /** `by` recognizes an issuer, or one achievement of it. */
  async function recognize(
    by: Party | TestIssuer,
    of: { did: string; name?: string },
    {
      achievement,
      from = '2020-01-01T00:00:00Z',
      until,
      stapled,
      hasCreator = true,
    }: {
      achievement?: string;
      from?: string;
      until?: string;
      stapled?: JsonObject[];
      hasCreator?: boolean;
    } = {},
  ) {
    const status = 'origin' in by ? placeOf(by) : null;
    const profile = {
      id: of.did,
      name: of.name ?? `Recognized ${of.did}`,
      url: 'https://www.county.example',
      email: 'office@county.example',
    };
    const credential = await sign(by, {
      '@context': [...ISSUED_CONTEXTS],
      id: newId(),
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: {
        id: by.did,
        type: ['Profile'],
        name: by.name,
        ...(stapled === undefined ? {} : { endorsement: stapled }),
      },
      name: 'Recognition',
      validFrom: from,
      ...(until === undefined ? {} : { validUntil: until }),
      credentialSubject:
        achievement === undefined
          ? { type: ['EndorsementSubject', 'Profile'], ...profile }
          : {
              id: achievement,
              type: ['EndorsementSubject', 'Achievement'],
              name: 'An achievement',
              ...(hasCreator ? { creator: { type: ['Profile'], ...profile } } : {}),
            },
      ...(status === null ? {} : { credentialStatus: describeEntry(status) }),
    });
    return { credential, index: status?.index ?? 0 };
  }

  function newId(): string {
    return `urn:uuid:00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`;
  }

  return {
    documents,
    found,
    award,
    awardAll,
    compose,
    record,
    recognize,
    holdIt,
    options: { fetchDocument: fetchFrom(documents), now: NOW },
  };
}

export type TrustWorld = Awaited<ReturnType<typeof createTrustWorld>>;

export function policyOf(members: Partial<Policy>): Policy {
  return { name: 'Lincoln Unified School District', roots: [], issuers: [], rules: {}, ...members };
}

export function achievementOf(party: Party, code: string): string {
  return achievementId(party.origin, { code, version: '1' });
}

function describeEntry({ listUrl, index }: { listUrl: string; index: number }): JsonObject {
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}

/** A copy with a change in it: what somebody who has no key does. */
export function tamper(credential: JsonObject, change: (copy: JsonObject) => void): JsonObject {
  const copy = structuredClone(credential);
  change(copy);
  return copy;
}

export function memberOf(value: unknown, member: string): JsonObject {
  const inner = isJsonObject(value) ? value[member] : undefined;
  if (!isJsonObject(inner)) throw new Error(`no ${member}`);
  return inner;
}
