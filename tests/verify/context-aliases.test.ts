import { describe, expect, it } from 'vitest';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { createTestWorld, publishStatusList, sign } from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from './sample-credentials.ts';

/**
 * A context is not part of what is signed. If a bundled one gave a second name to a member's IRI, or none, a forger could
 * rename the member under it: the signature would hold and a reader of the JSON would miss it.
 */
interface Definition {
  term: string;
  iri: string | null;
  where: string;
  definition: JsonObject;
}

/** Every term that any bundled context defines, at whatever depth, with its IRI written out. */
function definitions(): Definition[] {
  const found: Definition[] = [];
  for (const [url, document] of BUNDLED_CONTEXTS) collect(document['@context'] as Json, {}, url, found);
  return found;
}

function collect(context: Json, outer: Record<string, string>, where: string, found: Definition[]): void {
  if (Array.isArray(context)) for (const entry of context) collect(entry, outer, where, found);
  if (!isJsonObject(context)) return;
  const prefixes = { ...outer };
  for (const [term, value] of Object.entries(context)) {
    const iri = isJsonObject(value) ? value['@id'] : value;
    if (typeof iri === 'string' && (!term.startsWith('@') || term === '@vocab')) prefixes[term] = iri;
  }
  for (const [term, value] of Object.entries(context)) {
    if (term.startsWith('@')) continue;
    const definition = isJsonObject(value) ? value : { '@id': value };
    const id = definition['@id'];
    const iri = typeof id === 'string' ? id : id === undefined ? `${prefixes['@vocab'] ?? ''}${term}` : null;
    const [, prefix = '', suffix = ''] = iri?.match(/^([^:]+):(?!\/\/)(.*)$/) ?? [];
    const base = prefixes[prefix];
    found.push({ term, iri: base === undefined ? iri : `${base}${suffix}`, where, definition });
    if (definition['@context'] !== undefined)
      collect(definition['@context'], prefixes, `${where} ${term}`, found);
  }
}

const ALL = definitions();

/** Names that share an IRI. Each was looked at: none is a member that a check reads by name without failing when it is gone. */
const ALIASES = [
  // OB 3.0.0 gives some members their type's IRI; without `achievement` a credential is unreadable.
  ['Achievement', 'achievement'],
  ['Profile', 'creator'],
  ['Address', 'address'],
  ['GeoCoordinates', 'geo'],
  // Any OB 3.0: shown to people, decides nothing.
  ['Criteria', 'criteria'],
  ['Image', 'image'],
  // security/v1; of a proof or a key, and a proof may not have a member `expiration`.
  ['expiration', 'expires'],
];

describe('the bundled contexts', () => {
  it('give a second name to no IRI but these', () => {
    const names = Map.groupBy(
      ALL.filter(({ iri }) => iri !== null && !iri.startsWith('@')),
      ({ iri }) => iri,
    );
    const shared = [...names.values()]
      .map((group) => [...new Set(group.map(({ term }) => term))].sort())
      .filter((group) => group.length > 1);
    expect(shared.map(String).sort()).toEqual(ALIASES.map((group) => group.sort().toString()).sort());
  });

  it('map no term to nothing, to a reverse property or into a nest', () => {
    expect(ALL.filter(({ iri }) => iri === null)).toEqual([]);
    expect(ALL.filter(({ definition }) => '@reverse' in definition || '@nest' in definition)).toEqual([]);
  });

  it('give JSON-LD’s keywords no names but `id` and `type`', () => {
    const aliases = ALL.filter(({ iri }) => iri?.startsWith('@'));
    expect(new Set(aliases.map(({ term, iri }) => `${term} ${iri}`))).toEqual(
      new Set(['id @id', 'type @type']),
    );
  });

  it('keep no map with free keys, which a reader could not know', () => {
    const containers = ALL.map(({ definition }) => definition['@container']).filter(
      (value) => value !== undefined,
    );
    expect(new Set(containers.flat())).toEqual(new Set(['@set', '@list', '@graph']));
  });
});

describe('a withdrawn credential, however it is rewritten', async () => {
  const world = await createTestWorld();
  await publishStatusList(world.documents, world.issuer, { set: [STATUS_INDEX] });
  const small = {
    type: ['AchievementSubject'],
    id: 'did:example:ana',
    achievement: {
      id: 'https://badges.example.org/achievements/1',
      type: ['Achievement'],
      name: 'Domain I',
      description: 'Collaboration',
      criteria: { narrative: 'Leads a team.' },
    },
  };
  const { evidence: _, ...micro } = buildMicro(world.issuer.did);
  const expired = { ...micro, validUntil: '2026-11-21T10:00:00Z', credentialSubject: small };
  const signed = await sign(world.issuer, expired);
  const original = signed['@context'] as string[];

  /** The contexts with each other one put in at each place, and with each replaced by each other. */
  const contextLists = [...BUNDLED_CONTEXTS.keys()].flatMap((other) =>
    original.flatMap((_, at) => [
      [...original.slice(0, at), other, ...original.slice(at)],
      [...original.slice(0, at), other, ...original.slice(at + 1)],
      [...original, other],
    ]),
  );
  const MEMBERS = [
    'credentialStatus',
    'validUntil',
    'validFrom',
    'issuer',
    'credentialSubject',
    'name',
    'id',
    'type',
  ];
  const IN_STATUS = ['statusPurpose', 'statusListIndex', 'statusListCredential', 'type', 'id'];

  it('is withdrawn as it was signed', async () => {
    expect((await verifyCredential(signed, world.options)).verdict).toBe('revoked');
  });

  it('is not valid under any other set of contexts', { timeout: 60_000 }, async () => {
    const verdicts = new Set<string>();
    for (const contexts of contextLists) {
      verdicts.add((await verifyCredential({ ...signed, '@context': contexts }, world.options)).verdict);
    }
    expect(verdicts).not.toContain('valid');
    expect(verdicts).not.toContain('expired');
  });

  it('is not valid with a member renamed to any term that a bundled context has', {
    timeout: 60_000,
  }, async () => {
    const terms = [...new Set(ALL.map(({ term }) => term))];
    const verdicts = new Set<string>();
    const options = { ...world.options, checks: ['structure', 'proof', 'validity', 'issuer'] as const };
    for (const [place, members] of [
      ['', MEMBERS],
      ['credentialStatus', IN_STATUS],
    ] as const) {
      for (const member of members) {
        for (const term of terms) {
          const copy = structuredClone(signed) as JsonObject;
          const target = place === '' ? copy : (copy[place] as JsonObject);
          if (term in target) continue;
          target[term] = target[member] as Json;
          delete target[member];
          const { checks } = await verifyCredential(copy, options);
          const isSound = ['structure', 'proof'].every((name) =>
            checks.some(({ check, outcome }) => check === name && outcome === 'passed'),
          );
          if (isSound) verdicts.add(`${place} ${member} → ${term}`);
        }
      }
    }
    expect([...verdicts]).toEqual([]);
  });
});
