import type { Issuing } from '../../../src/issuer/issuing.ts';
import { publishProgram } from '../../../src/issuer/publish-program.ts';
import { SHIPPED_PROGRAMS } from '../../../src/program/shipped.ts';

/** An achievement of a program that allows holds, otherwise as `tlms-1`. */
export const HELD_ACHIEVEMENT = 'held-tlms-1';

/** Publishes a program that allows holds. */
export async function publishHeldProgram(issuing: Issuing): Promise<void> {
  const shipped = SHIPPED_PROGRAMS.find(({ code }) => code === 'sonoma-like');
  if (shipped === undefined) throw new Error('the shipped program');
  const { rule: _, achievements, ...program } = structuredClone(shipped);
  const [first] = achievements;
  const document = {
    ...program,
    code: 'holds-allowed',
    settings: { ...program.settings, holds: true },
    achievements: [{ ...first, code: HELD_ACHIEVEMENT }],
  };
  await publishProgram(issuing, JSON.parse(JSON.stringify(document)), 'test');
}
