import type { AwardRequest } from '../../src/program/award-request.ts';

export const DOMAINS = ['tlms-1', 'tlms-2', 'tlms-3', 'tlms-4', 'tlms-5', 'tlms-6', 'tlms-7'];

/** An award of one part of the Sonoma-like program that meets every requirement. */
export function partAward(achievement = 'tlms-1', changes: Partial<AwardRequest> = {}): AwardRequest {
  return {
    achievement,
    holder: { name: 'Ana Núñez', email: 'ana.nunez@teachers.example' },
    level: 'proficient',
    assessors: { count: 2, organization: 'Test County Office of Education' },
    awardedDate: '2026-05-15',
    evidence: [{ name: 'Portfolio', genre: 'Portfolio', narrative: 'Agendas and protocols of a team.' }],
    ...changes,
  };
}

/** The full credential, for someone who has all the parts. */
export function fullAward(changes: Partial<AwardRequest> = {}): AwardRequest {
  return {
    achievement: 'tlms-full',
    holder: { name: 'Ana Núñez', email: 'ana.nunez@teachers.example' },
    hours: 132,
    awardedDate: '2026-06-12',
    ...changes,
  };
}
