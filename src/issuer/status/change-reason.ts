import { z } from 'zod';
import { line } from '../../program/bounded-text.ts';

/** Why a credential is withdrawn, put on hold or restored; for the issuer's records. */
export const CHANGE_REASONS = [
  'issued-in-error',
  'requirements-not-met',
  'misconduct-finding',
  'replaced',
  'holder-request',
  'key-compromise',
  'part-withdrawn',
  'other',
] as const;

/** Why, for three kinds of readers: a code for records, a note for the issuer only, a sentence for everyone. */
export const ChangeGrounds = z.object({
  reason: z.enum(CHANGE_REASONS),
  note: line(2_000).optional(),
  /** Shown to whoever checks the credential. Without it they read only that it was withdrawn, or is on hold. */
  statement: line(300).optional(),
  /** Since when it holds, as stated to people; not in the future. Absent: now. The list changes now in any case. */
  effectiveAt: z.iso
    .datetime()
    .or(z.iso.date())
    .transform((text) => new Date(text))
    .optional(),
});
export type ChangeGrounds = z.infer<typeof ChangeGrounds>;
