import type { AchievementDefinition } from '../../src/program/achievement-definition.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import type { BuildInput } from '../../src/program/build-credential.ts';
import type { HeldCredential } from '../../src/program/held-credential.ts';
import type { Program } from '../../src/program/program.ts';
import { achievementsOfRule } from '../../src/program/rule.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';

export function programNamed(code: string): Program {
  const program = SHIPPED_PROGRAMS.find((candidate) => candidate.code === code);
  if (!program) throw new Error(`No shipped program ${code}`);
  return program;
}

export function achievementNamed(program: Program, code: string): AchievementDefinition {
  const achievement = program.achievements.find((candidate) => candidate.code === code);
  if (!achievement) throw new Error(`No achievement ${code}`);
  return achievement;
}

/** A request that meets everything the achievement asks of a request. */
export function fullRequest(achievement: AchievementDefinition): AwardRequest {
  return {
    achievement: achievement.code,
    holder: { name: 'Ana Núñez', email: 'ana.nunez@example.org', externalId: '0042' },
    awardedDate: '2026-11-20',
    ...(achievement.rubric ? { level: achievement.rubric.levels.at(-2)?.code } : {}),
    assessors: { count: 2 },
    role: 'Mentor teacher',
    term: '2025–26',
    cohort: 'Cohort 7',
    hours: 121.5,
    activityStartDate: '2025-09-01',
    activityEndDate: '2026-06-12',
    evidence: [
      {
        name: 'Coaching log',
        genre: 'Log',
        url: 'https://evidence.example.org/a?b=c#d',
        narrative: 'Three cycles.\nThe colleague set the goal.',
      },
      { narrative: 'Seen by both assessors on site.' },
    ],
  };
}

let serial = 0;
export function heldFor(achievement: AchievementDefinition, level: string | null): HeldCredential {
  serial += 1;
  return {
    id: `urn:uuid:00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    name: achievement.name,
    achievementCode: achievement.code,
    achievementVersion: achievement.version,
    level,
    awardedDate: new Date('2026-05-01T00:00:00Z'),
    digestMultibase: 'uEiAsiwjpXMBDtmjnoE3jDp8BBpDT8ffPu9tSXPkRZfQrSg',
    issuerDid: 'did:web:badges.example.org',
  };
}

/** Everything that the program's rule names, at the second level from the top. */
export function everythingHeld(program: Program): HeldCredential[] {
  return achievementsOfRule(program.rule ?? []).map((code) => {
    const achievement = achievementNamed(program, code);
    return heldFor(achievement, achievement.rubric?.levels.at(-2)?.code ?? null);
  });
}

export function buildInput(program: Program, code: string, overrides: Partial<BuildInput> = {}): BuildInput {
  return {
    id: 'urn:uuid:6b7a8d2e-8f5b-4d3a-9c0e-3a1f5e6d7c8b',
    issuer: {
      id: 'did:web:badges.example.org',
      type: ['Profile'],
      name: 'Example County Office of Education',
      url: 'https://badges.example.org',
      email: 'credentials@badges.example.org',
    },
    program,
    frameworks: SHIPPED_FRAMEWORKS,
    achievementCode: code,
    request: fullRequest(achievementNamed(program, code)),
    parts: everythingHeld(program),
    status: { listUrl: 'https://badges.example.org/status/1', index: 94567 },
    publicUrl: 'https://badges.example.org/',
    issuedAt: new Date('2026-11-21T10:11:12.345Z'),
    sample: false,
    ...overrides,
  };
}
