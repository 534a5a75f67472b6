import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type AwardRequest, parseAwardRequest } from '../../src/program/award-request.ts';
import { type BuildInput, buildCredential } from '../../src/program/build-credential.ts';
import type { Program } from '../../src/program/program.ts';
import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { type CanonicalPlan, compilePlan, readTexts } from '../../src/proof/plan/compile-plan.ts';
import { createPlanBook } from '../../src/proof/plan/plan-book.ts';
import { achievementNamed, buildInput, everythingHeld, fullRequest } from '../program/award-samples.ts';
import { hostileValues, reference, sha256Hex, withValues } from './hostile-texts.ts';

/**
 * Canonical plans against jsonld, over documents of every achievement that ships. The rest of the cases is in
 * `canonical-plan-fuzz.test.ts`; each file counts its own, and together they are more than 5,000.
 */
const PLAIN_RUNS = 12;
const HOSTILE_RUNS = 55;
const ALL = SHIPPED_PROGRAMS.flatMap((program) =>
  program.achievements.map((achievement) => ({ program, achievement, code: achievement.code })),
);

const counts = { cases: 0, served: 0, plain: 0, plainServed: 0 };

const unsignedOf = (program: Program, code: string, overrides: Partial<BuildInput> = {}) =>
  buildCredential(buildInput(program, code, overrides)) as unknown as JsonObject;

/** Asks the plan; if it answers, then the reference as well. */
async function expectSame(plan: CanonicalPlan, document: JsonObject): Promise<boolean> {
  counts.cases++;
  const texts = readTexts(plan, document);
  const nquads = texts === null ? null : plan.canonize(texts);
  if (nquads === null) return false;
  expect(nquads).toBe(await reference(document));
  counts.served++;
  return true;
}

const line = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((text) => `N${text}`)
    .filter((text) => parseAwardRequest({ achievement: 'a', holder: { name: text } }).ok);

const day = fc
  .integer({ min: 0, max: 27 })
  .map((n) => `2026-0${1 + (n % 6)}-${String(n + 1).padStart(2, '0')}`);
const url = fc
  .string({ unit: fc.constantFrom(...'abcXYZ012-_.~/?=&%'), maxLength: 30 })
  .map((tail) => `https://evidence.example.org/${tail}`);

/** Values as issuers give them; which members there are is the same every time. */
function plainAward(sample: AwardRequest): fc.Arbitrary<AwardRequest> {
  return fc.record({
    achievement: fc.constant(sample.achievement),
    holder: fc.record({ name: line(40) }),
    awardedDate: day,
    ...(sample.level === undefined ? {} : { level: fc.constant(sample.level) }),
    assessors: fc.record({ count: fc.integer({ min: 2, max: 9 }), organization: line(40) }),
    role: line(40),
    term: line(20),
    cohort: line(20),
    hours: fc.integer({ min: 0, max: 9_999 }).map((n) => n / 2),
    activityStartDate: day,
    activityEndDate: day,
    evidence: fc.tuple(
      fc.record({ name: line(40), genre: line(20), url, narrative: line(100) }),
      fc.record({ narrative: line(100) }),
    ),
  }) as unknown as fc.Arbitrary<AwardRequest>;
}

/** Optional members present or absent, in a request and around it. */
const someShape = (program: Program, code: string) => {
  const all = fullRequest(achievementNamed(program, code));
  const { achievement, holder, ...rest } = all;
  const held = everythingHeld(program);
  return fc
    .record({
      rest: fc.subarray(Object.entries(rest)),
      evidence: fc.integer({ min: 1, max: 4 }),
      parts: fc.subarray(held, { minLength: Math.min(1, held.length) }),
      sample: fc.boolean(),
      hashed: fc.boolean(),
      until: fc.boolean(),
      issuer: fc.subarray(['url', 'email']),
    })
    .map(({ rest: some, evidence, parts, sample, hashed, until, issuer }) => {
      const request = { achievement, holder, ...Object.fromEntries(some) } as AwardRequest;
      if (request.evidence !== undefined) {
        const [first, second] = request.evidence as [object, object];
        request.evidence = Array.from({ length: evidence }, (_, i) => ({
          ...(i % 2 === 0 ? { ...first, url: `https://evidence.example.org/${i}` } : second),
          narrative: `Item ${i}`,
        }));
      }
      if (until) request.validUntil = '2031-01-01';
      const settings = { ...program.settings, hashedEmail: hashed };
      const input = buildInput({ ...program, settings }, code, { request, parts, sample });
      const { url: _url, email: _email, ...named } = input.issuer;
      const profile = Object.fromEntries(issuer.map((member) => [member, input.issuer[member as 'url']]));
      return buildCredential({
        ...input,
        issuer: { ...named, ...profile },
        hashedEmail: { identityHash: 'sha256$00', salt: 's4lt' },
      }) as unknown as JsonObject;
    });
};

describe.each(SHIPPED_PROGRAMS)('the program $code', (program) => {
  const achievements = program.achievements.map(({ code, kind }) => ({ code, kind }));

  it.each(achievements)('$code: plain awards are served, and as jsonld has it', async ({ code, kind }) => {
    const sample = fullRequest(achievementNamed(program, code));
    const plan = await compilePlan(unsignedOf(program, code), sha256Hex);
    expect(plan).not.toBeNull();
    await fc.assert(
      fc.asyncProperty(plainAward(sample), async (award) => {
        const parsed = parseAwardRequest(award);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        const parts = everythingHeld(program);
        const document = unsignedOf(program, code, { request: parsed.request, parts });
        counts.plain++;
        if (await expectSame(plan as CanonicalPlan, document)) counts.plainServed++;
      }),
      { numRuns: kind === 'full' ? 6 : PLAIN_RUNS },
    );
  });

  it.each(achievements)('$code: hostile values, in any shape', async ({ code, kind }) => {
    await fc.assert(
      fc.asyncProperty(someShape(program, code), fc.nat(), async (template, seed) => {
        const plan = await compilePlan(template, sha256Hex);
        expect(plan).not.toBeNull();
        const values = hostileValues(template);
        const runs = kind === 'full' ? 15 : HOSTILE_RUNS;
        await fc.assert(
          fc.asyncProperty(values, async (changes) => {
            await expectSame(plan as CanonicalPlan, withValues(template, changes));
          }),
          { numRuns: runs, seed, endOnFailure: true },
        );
      }),
      // The inner property says which values; making the shape smaller would take minutes.
      { numRuns: 1, endOnFailure: true },
    );
  });
});

describe('what else may come', () => {
  const [{ program, code }] = ALL as [(typeof ALL)[0]];
  const template = unsignedOf(program, code);
  const evidence = template['evidence'] as JsonObject[];

  it.each([
    ['two items of evidence with one id', { evidence: [evidence[0], { ...evidence[0], name: 'Other' }] }],
    ['the same item twice', { evidence: [evidence[0], evidence[0]] }],
    ['equal items without id', { evidence: [evidence[1], evidence[1]] }],
    ['evidence that is the credential', { evidence: [{ ...evidence[0], id: template['id'] }] }],
    ['evidence that is the achievement', { evidence: [{ ...evidence[0], id: achievementIri(template) }] }],
    [
      'evidence that is the status list',
      { evidence: [{ ...evidence[0], id: 'https://badges.example.org/status/1' }] },
    ],
    ['no members but those that are asked for', { evidence: [] }],
  ])('%s', async (_name, changes) => {
    const made = { ...template, ...changes } as JsonObject;
    // With a plan of other values, so that only the filling brings the tie about.
    const apart = structuredClone(made);
    for (const [i, item] of (apart['evidence'] as JsonObject[]).entries()) {
      if ('id' in item) item['id'] = `https://evidence.example.org/apart/${i}`;
      item['narrative'] = `Apart ${i}`;
    }
    const plan = await compilePlan(apart, sha256Hex);
    expect(plan).not.toBeNull();
    await expectSame(plan as CanonicalPlan, made);
  });

  it('serves the same members in any order', async () => {
    const plan = (await compilePlan(template, sha256Hex)) as CanonicalPlan;
    const backwards = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(backwards)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, inner]) => [name, backwards(inner)]),
            )
          : value;
    expect(await expectSame(plan, backwards(template) as JsonObject)).toBe(true);
  });

  it('knows a document with a member more, less or of another kind as one of another shape', async () => {
    const plan = (await compilePlan(template, sha256Hex)) as CanonicalPlan;
    const { validFrom: _, ...less } = template;
    const others: JsonObject[] = [
      less,
      { ...template, image: 'https://a.example/' },
      JSON.parse(JSON.stringify(template).replace('{', '{"__proto__":{"name":"x"},')),
      JSON.parse(JSON.stringify(template).replace('{', '{"__proto__":"x",')),
      { ...template, name: 1 },
      { ...template, name: null },
      { ...template, name: ['x'] },
      { ...template, evidence: 'https://a.example/' },
      { ...template, '@context': (template['@context'] as string[]).slice(1) },
      { ...template, type: ['OpenBadgeCredential', 'VerifiableCredential'] },
    ];
    for (const other of others) expect(readTexts(plan, other)).toBeNull();
  });

  it('plans for a document of hostile values are as good', async () => {
    await fc.assert(
      fc.asyncProperty(hostileValues(template), hostileValues(template), async (first, second) => {
        const book = createPlanBook({ hash: sha256Hex, patience: 0 });
        for (const values of [first, second, []]) {
          const document = withValues(template, values);
          counts.cases++;
          const fit = await book.find(document);
          if (fit === null) continue;
          counts.served++;
          expect(fit.nquads).toBe(await reference(document));
        }
      }),
      { numRuns: 25 },
    );
  });
});

function achievementIri(document: JsonObject): string {
  return ((document['credentialSubject'] as JsonObject)['achievement'] as JsonObject)['id'] as string;
}

afterAll(() => {
  const share = counts.plainServed / counts.plain;
  console.info(
    `canonical plans: ${JSON.stringify(counts)}, plain awards served ${(share * 100).toFixed(2)} %`,
  );
  expect(counts.cases).toBeGreaterThan(2_400);
  expect(counts.served).toBeGreaterThan(1_200);
  expect(counts.plain).toBeGreaterThan(400);
  expect(share).toBeGreaterThanOrEqual(0.99);
});
