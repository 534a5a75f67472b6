import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { from, type KeyPair } from '@digitalbazaar/ed25519-multikey';
import type { UnsignedCredential } from '../src/model/credential.ts';
import { buildCredential } from '../src/program/build-credential.ts';
import { rememberAchievements } from '../src/program/describe-achievement.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../src/program/shipped.ts';
import type { Signer } from '../src/proof/signer.ts';

/** What is measured: credentials as a county signs them, in nine shapes, with the names that people have. */

export const DID = 'did:web:badges.example.org';
const PUBLIC_URL = 'https://badges.example.org';
export const CREATED = new Date('2026-11-21T12:00:00Z');
export const BOTH = ['eddsa-rdfc-2022', 'Ed25519Signature2020'];
export const PROGRAM = SHIPPED_PROGRAMS[0] as (typeof SHIPPED_PROGRAMS)[number];

const PARTS = PROGRAM.achievements.filter(({ kind }) => kind === 'micro').map(({ code }) => code);
const GIVEN = ['Ana', 'Siobhán', 'Nguyễn', 'Zoë', 'Oluwaseun', '小龍', 'Þórdís', 'Keala', 'McKenna', 'José'];
const FAMILY = [
  'Núñez',
  'O’Connor',
  'Thị Minh',
  'Kowalczyk',
  'Adébáyọ̀',
  '李',
  'Ægisdóttir',
  'Smith-Jones',
  'Ruiz',
  'Trujillo',
];
const LEVELS = ['proficient', 'accomplished'];

export function nameOf(i: number): string {
  return `${GIVEN[i % GIVEN.length]} ${FAMILY[Math.floor(i / 10) % FAMILY.length]} ${i}`;
}

const place = { publicUrl: PUBLIC_URL, program: PROGRAM, frameworks: SHIPPED_FRAMEWORKS };
const describe = rememberAchievements(place);

/** The credential of one row of the roster below. */
export function buildRow(i: number): UnsignedCredential {
  const achievement = PARTS[i % PARTS.length] as string;
  return buildCredential({
    ...place,
    describe,
    id: `urn:uuid:${uuidOf(i)}`,
    issuer: {
      id: DID,
      type: ['Profile'],
      name: 'Example County Office of Education',
      url: 'https://county.example',
    },
    achievementCode: achievement,
    request: {
      achievement,
      holder: { name: nameOf(i) },
      level: LEVELS[i % 2] as string,
      assessors: { count: 2 + (i % 3) },
      role: 'Instructional coach',
      term: '2024–2026',
      cohort: `Cohort ${i % 20}`,
      awardedDate: `2026-0${1 + (i % 9)}-15`,
      evidence: [
        { narrative: `Agendas and protocols of team ${i}, with its members’ own account of what changed.` },
      ],
    },
    parts: [],
    status: { listUrl: `${PUBLIC_URL}/status/1`, index: (i * 7919) % 131_072 },
    issuedAt: CREATED,
    sample: false,
  });
}

/** A roster of so many rows: teachers with one micro-credential each, as a state would send them. */
export function* writeRoster(rows: number): Generator<string> {
  yield 'row_ref,full_name,email,employee_id,credential_code,level,assessors,role,term,cohort,issued_on,evidence_summary\n';
  for (let i = 0; i < rows; i++) {
    yield `${[
      i,
      nameOf(i),
      `teacher${i}@district${i % 50}.example`,
      `E-${String(i).padStart(7, '0')}`,
      PARTS[i % PARTS.length],
      LEVELS[i % 2],
      2 + (i % 3),
      'Instructional coach',
      '2024–2026',
      `Cohort ${i % 20}`,
      `2026-0${1 + (i % 9)}-15`,
      `"Agendas and protocols of team ${i}, with its members’ own account of what changed."`,
    ].join(',')}\n`;
  }
}

export interface BenchKey {
  /** As the reference library signs. */
  reference: Signer;
  /** As Lectern's key files do. */
  native: Signer;
  privateKey: KeyObject;
  pair: KeyPair;
}

export async function createKey(): Promise<BenchKey> {
  const { privateKey: generated } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = generated.export({ format: 'jwk' });
  const publicKeyMultibase = await multibase([0xed, 0x01], Buffer.from(x, 'base64url'));
  const secretKeyMultibase = await multibase([0x80, 0x26], Buffer.from(d, 'base64url'));
  const pair = await from({ type: 'Multikey', publicKeyMultibase, secretKeyMultibase });
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
  const base = { controller: DID, publicKeyMultibase };
  return {
    pair,
    privateKey,
    reference: { ...base, sign: (input) => pair.signer().sign(input) },
    native: { ...base, sign: async ({ data }) => sign(null, data, privateKey) },
  };
}

async function multibase(header: number[], key: Uint8Array): Promise<string> {
  const { encodeBase58 } = await import('../src/proof/encode-base58.ts');
  return `z${encodeBase58(Uint8Array.from([...header, ...key]))}`;
}

function uuidOf(i: number): string {
  const hex = createHash('md5').update(String(i)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
