import { randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAwardSources, rememberAwardSources } from '../../../src/issuer/award-sources.ts';
import { createIssuanceSigner, type SignIssuance } from '../../../src/issuer/batch/sign-issuance.ts';
import type { StoredAward } from '../../../src/issuer/build-award.ts';
import { finishIssuance } from '../../../src/issuer/finish-issuance.ts';
import { hashEmail, holderKey } from '../../../src/issuer/holder-key.ts';
import { newCredentialId, requireIssuer, toSecond } from '../../../src/issuer/issuing.ts';
import { publishProgram } from '../../../src/issuer/publish-program.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { AwardRequest } from '../../../src/program/award-request.ts';
import type { Program } from '../../../src/program/program.ts';
import { SHIPPED_PROGRAMS } from '../../../src/program/shipped.ts';
import { signCredential } from '../../../src/proof/sign-credential.ts';
import type { Signer } from '../../../src/proof/signer.ts';
import type { Issuance } from '../../../src/store/records.ts';
import { achievementNamed, everythingHeld, fullRequest, programNamed } from '../../program/award-samples.ts';
import { checkCredential } from '../../support/check-credential.ts';
import { type Bench, check, credentialsOf, csv, LONG_HEADER, line, openBench, sign } from './batch-bench.ts';

let bench: Bench;
let signer: Signer;
beforeAll(async () => {
  bench = await openBench();
  signer = await bench.issuing.signers.signerOf((await requireIssuer(bench.issuing.store, '')).did);
});
afterAll(() => bench.close());

/** Reserves an award of the program, whatever stands against it. */
function reserve(program: Program, award: AwardRequest): Promise<Issuance> {
  const { code, version, kind } = achievementNamed(program, award.achievement);
  const hashedEmail = program.settings.hashedEmail ? hashEmail(award.holder.email) : undefined;
  const request: StoredAward = {
    award,
    parts:
      kind === 'full'
        ? everythingHeld(program).map((part) => ({ ...part, awardedDate: part.awardedDate.toISOString() }))
        : [],
    ...(hashedEmail === undefined ? {} : { hashedEmail }),
  };
  const at = bench.issuing.now();
  return bench.issuing.store.reserveIssuance(
    {
      idempotencyKey: randomUUID(),
      requestHash: 'x',
      issuerSlug: '',
      kind,
      credentialId: newCredentialId(),
      holder: { ...holderKey(award), name: award.holder.name },
      achievement: { code, version, programCode: program.code, programVersion: program.version },
      needsStatus: true,
      issuedAt: toSecond(at),
      request: request as unknown as JsonObject,
    },
    { at, actor: 'test', action: 'issuance-reserved', subject: 'x' },
  );
}

/** A worker that has met nothing yet. */
function openSigning() {
  const signIssuance: SignIssuance = createIssuanceSigner(bench.issuing);
  const sources = rememberAwardSources(bench.issuing);
  return async (issuance: Issuance) => {
    const closing = await signIssuance(issuance, sources, signer);
    if (!('credential' in closing)) throw new Error(JSON.stringify(closing));
    return closing;
  };
}

/** What both ways give for the same reservation. */
async function signBoth(signIssuance: ReturnType<typeof openSigning>, program: Program, award: AwardRequest) {
  const issuance = await reserve(program, award);
  const { credential: planned, fellBack } = await signIssuance(issuance);
  const { credential } = await finishIssuance(bench.issuing, issuance, 'test');
  const { body, name, holderName, validFrom, validUntil, awardedDate } = credential;
  expect(planned).toMatchObject({ body, name, holderName, validFrom, validUntil, awardedDate });
  return { body, fellBack };
}

const HOSTILE_NAMES = [
  'O’Brien "Q" \\ <b>&amp;</b> \\u0041',
  'e\u0301 é \u{1f469}\u{1f3fd}\u200d\u{1f3eb}',
  'נעמה אבו־סלים',
  '_:c14n0',
  '@type',
  '" .\n<urn:a> <urn:b> <urn:c> .',
  'x"^^<http://www.w3.org/2001/XMLSchema#string>',
  'https://a.example/',
  '\u0001\u007f\u0085\u2028',
];

describe.each(SHIPPED_PROGRAMS)('the program $code', (program) => {
  const signing = openOnce();
  it.each(program.achievements)('$code', async (achievement) => {
    const whole = { ...fullRequest(achievement), holder: { name: 'Ana Núñez', email: 'ana@example.org' } };
    const { level } = whole;
    const bare = {
      achievement: achievement.code,
      holder: { name: HOSTILE_NAMES[achievement.code.length % HOSTILE_NAMES.length] as string },
      ...(level === undefined ? {} : { level }),
    };
    const isFirst = achievement === program.achievements[0];
    for (const award of [{ ...whole, role: bare.holder.name }, ...(isFirst ? [whole, bare] : [])]) {
      const { fellBack, body } = await signBoth(signing(), program, award);
      expect(fellBack).toBe(false);
      expect(JSON.parse(body).proof).toHaveLength(2);
    }
  });
});

type Evidence = NonNullable<AwardRequest['evidence']>[number];

/** Made when the bench is there, and then kept. */
function openOnce() {
  let signing: ReturnType<typeof openSigning> | undefined;
  return () => {
    signing ??= openSigning();
    return signing;
  };
}

describe('names that are hard on whoever escapes', () => {
  it('give the same bytes as written by the reference', async () => {
    const program = programNamed('sonoma-like');
    const signIssuance = openSigning();
    for (const name of HOSTILE_NAMES) {
      const award = { ...fullRequest(achievementNamed(program, 'tlms-3')), holder: { name }, cohort: name };
      const { body } = await signBoth(signIssuance, program, award);
      expect(JSON.parse(body).credentialSubject.name).toBe(name);
    }
  });
});

describe.each([
  { code: 'hashed', settings: { hashedEmail: true } },
  { code: 'one-new', settings: { hashedEmail: true, proofs: ['eddsa-rdfc-2022'] } },
  { code: 'one-old', settings: { validYears: 3, proofs: ['Ed25519Signature2020'] } },
])('a program with $settings', ({ code, settings }) => {
  it('gives the same bytes', async () => {
    const text = JSON.stringify({ ...programNamed('sonoma-like'), code, settings });
    const document = JSON.parse(text.replaceAll(/"tlms-/gi, `"${code}-`));
    // What ends and is renewed is a certification.
    if (settings.validYears !== undefined) document.achievements.at(-1).achievementType = 'Certification';
    await publishProgram(bench.issuing, document, 'test');
    const { program } = await openAwardSources(bench.issuing).readAchievement(`${code}-1`);
    const signIssuance = openSigning();
    const salts = new Set<string>();
    for (const achievement of program.achievements.filter(({ kind }) => kind !== 'capstone').slice(-3))
      for (const email of ['ana@example.org', 'BEN@example.org', undefined]) {
        const holder = { name: 'Ana Núñez', ...(email === undefined ? {} : { email }) };
        const award = { ...fullRequest(achievement), holder };
        const { body, fellBack } = await signBoth(signIssuance, program, award);
        const { credentialSubject, proof, validUntil } = JSON.parse(body);
        const hashed = credentialSubject.identifier.filter(({ hashed }: { hashed: boolean }) => hashed);
        expect(fellBack).toBe(false);
        expect(hashed).toHaveLength(settings.hashedEmail && email !== undefined ? 1 : 0);
        for (const { salt } of hashed) salts.add(salt);
        expect([proof].flat()).toHaveLength(settings.proofs?.length ?? 2);
        expect(validUntil === undefined).toBe(
          settings.validYears === undefined || achievement.kind !== 'full',
        );
      }
    expect(salts.size).toBe(settings.hashedEmail ? 6 : 0);
  });
});

describe('what no plan is sure of', () => {
  const twice = (item: Evidence): Evidence[] => [item, { ...item }];
  it.each([
    {
      name: 'two items that say the same',
      evidence: twice({ narrative: 'Agendas.' }),
      different: { narrative: 'Protocols.' },
    },
    {
      name: 'a link with letters beyond ASCII',
      evidence: [{ url: 'https://evidence.example.org/c' }, { url: 'https://evidence.example.org/ü' }],
      different: { url: 'https://evidence.example.org/b' },
    },
  ])('$name: the reference signs it, with the same bytes', async ({ evidence, different }) => {
    const program = programNamed('sonoma-like');
    const signIssuance = openSigning();
    const award = fullRequest(achievementNamed(program, 'tlms-2'));
    const other = [...evidence.slice(0, 1), different];
    // Before and behind one of the same shape that a plan does serve.
    const fellBack = [];
    for (const given of [evidence, other, evidence]) {
      const both = await signBoth(signIssuance, program, { ...award, evidence: given });
      fellBack.push(both.fellBack);
      expect((await checkCredential(bench, both)).verdict).toBe('valid');
    }
    expect(fellBack).toEqual([true, false, true]);
  });

  it('is counted, through the whole way of a batch', async () => {
    const link = 'https://evidence.example.org/a';
    const odd = `${link}/ü`;
    const of = (name: string, links: string) => [...line(name, 'tlms-1'), links];
    const batch = await check(
      bench,
      csv([
        [...LONG_HEADER, 'evidence_url'],
        of('Odd Link', odd),
        of('Two Links', `${link} ${link}/b`),
        of('Odd Link Too', odd),
        of('One Link Twice', `${link} ${link}`),
        of('One Link', link),
      ]),
    );
    const done = await sign(bench, batch);
    expect(done).toMatchObject({ state: 'done', totals: { issued: 5, refused: 0, fallBacks: 2 } });
    for (const { body } of (await credentialsOf(bench)).filter(({ holderName }) =>
      /Twice|Link/.test(holderName ?? ''),
    )) {
      const { proof, ...unsigned } = JSON.parse(body);
      const created = new Date(proof[0].created);
      const cryptosuites = ['eddsa-rdfc-2022', 'Ed25519Signature2020'];
      expect(body).toBe(canonicalize(await signCredential(unsigned, { signer, cryptosuites, created })));
      expect((await checkCredential(bench, { body })).verdict).toBe('valid');
    }
  });
});
