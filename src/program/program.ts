import { z } from 'zod';
import type { Subproblem } from '../model/problem.ts';
import { AchievementDefinition } from './achievement-definition.ts';
import { line, prose, Slug, Version } from './bounded-text.ts';
import { checkProgram } from './check-program.ts';
import type { Framework } from './framework.ts';
import { listProblems } from './list-problems.ts';
import { Requirement } from './rule.ts';

/** The suites that a program may sign with, by the name that people know them by. */
export const PROOF_SUITES = ['eddsa-rdfc-2022', 'Ed25519Signature2020'] as const;

const ProgramSettings = z.strictObject({
  proofs: z
    .array(z.enum(PROOF_SUITES))
    .min(1)
    .refine((suites) => new Set(suites).size === suites.length, 'Name each suite once.')
    .default([...PROOF_SUITES]),
  /** Off by default: with its salt beside it, a district address can be guessed. */
  hashedEmail: z.boolean().default(false),
  /**
   * Credentials may be put on hold: each carries a second status entry, of purpose `suspension`. The official JSON Schema wants
   * one entry only, so a strict reader of it may complain.
   */
  holds: z.boolean().default(false),
  /**
   * What happens to a full credential when one of its parts is withdrawn: it is marked for review and left as it is, which
   * verifiers see as incomplete, or it is withdrawn with it. Absent: review.
   */
  whenPartFalls: z.enum(['review', 'withdraw']).optional(),
  /** Full credentials end after so many years and are renewed; without it they do not end. */
  validYears: z.int().min(1).max(50).optional(),
});

/** A program as data: who runs it, what can be earned in it, and what the full credential asks for. */
export const Program = z.strictObject({
  code: Slug,
  version: Version,
  name: line(200),
  description: prose(2000),
  /** The framework that the program is built on, by code. */
  framework: Slug,
  /** Who runs it, in a sentence for people. */
  runBy: line(500),
  /** What keeps assessors apart from those whom they assess, in a sentence for people. */
  assessorIndependence: line(500).optional(),
  settings: ProgramSettings.prefault({}),
  facts: z
    .strictObject({
      cohort: line(300).optional(),
      durationMonths: z.int().min(1).max(240).optional(),
      hours: z.number().positive().max(10_000).optional(),
    })
    .default({}),
  achievements: z.array(AchievementDefinition).min(1).max(200),
  /** What the full credential asks for: every requirement. */
  rule: z.array(Requirement).min(1).max(50).optional(),
});
export type Program = z.infer<typeof Program>;

export type ParsedProgram = { ok: true; program: Program } | { ok: false; problems: Subproblem[] };

/**
 * Parses an untrusted program and checks it as a whole against the frameworks that this instance has. Every problem is
 * named at once, those of shape and those of meaning, and none echoes the input.
 */
export function parseProgram(document: unknown, frameworks: readonly Framework[]): ParsedProgram {
  const parsed = Program.safeParse(document);
  const problems = [
    ...(parsed.success ? [] : listProblems(parsed.error)),
    ...checkProgram(document, frameworks),
  ];
  return parsed.success && problems.length === 0
    ? { ok: true, program: parsed.data }
    : { ok: false, problems };
}

/** The achievement with this code, or null. */
export function findAchievementDefinition(program: Program, code: string): AchievementDefinition | null {
  return program.achievements.find((achievement) => achievement.code === code) ?? null;
}
