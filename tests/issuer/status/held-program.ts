import type { Issuing } from '../../../src/issuer/issuing.ts';
import { publishProgram } from '../../../src/issuer/publish-program.ts';
import { SHIPPED_PROGRAMS } from '../../../src/program/shipped.ts';

/** The code of an achievement in the program that allows holds. */
export const heldCode = (code: string) => `held-${code}`;
export const HELD_ACHIEVEMENT = heldCode('tlms-1');

/** Publishes a program that allows holds, otherwise as the Sonoma-like one. */
export async function publishHeldProgram(issuing: Issuing): Promise<void> {
  const shipped = SHIPPED_PROGRAMS.find(({ code }) => code === 'sonoma-like');
  if (shipped === undefined) throw new Error('the shipped program');
  const document = { ...shipped, code: 'holds-allowed', settings: { ...shipped.settings, holds: true } };
  const text = JSON.stringify(document).replaceAll('"tlms-', `"${heldCode('tlms-')}`);
  await publishProgram(issuing, JSON.parse(text), 'test');
}
