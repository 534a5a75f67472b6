import { z } from 'zod';
import { AppError } from '../../model/problem.ts';
import { AwardRequest, parseAwardRequest } from '../../program/award-request.ts';
import { line } from '../../program/bounded-text.ts';

/**
 * What is to be right from now on; everything else stays as it was, the day of the award above all. Whose it is cannot be
 * corrected: a credential for the wrong person is withdrawn, and the right person's is issued.
 */
export const Corrections = AwardRequest.omit({ achievement: true, holder: true, awardedDate: true })
  .partial()
  .extend({ name: AwardRequest.shape.holder.shape.name.optional() })
  .strict();
export type Corrections = z.infer<typeof Corrections>;

/** The award as it should have been. Rejects with AppError REQUEST_INVALID that names every problem. */
export function correctAward(award: AwardRequest, awardedDate: Date, corrections: Corrections): AwardRequest {
  const { name, ...members } = corrections;
  const stated = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const parsed = parseAwardRequest({
    ...award,
    ...stated,
    awardedDate: awardedDate.toISOString().slice(0, 10),
    holder: { ...award.holder, ...(name === undefined ? {} : { name }) },
  });
  if (parsed.ok) return parsed.request;
  throw new AppError('REQUEST_INVALID', 'The corrections have problems.', { problems: parsed.problems });
}

/** Why a credential is corrected, for the issuer and for whoever checks the old one. */
export const ReplaceGrounds = z.object({
  note: line(2_000).optional(),
  statement: line(300).optional(),
});
export type ReplaceGrounds = z.infer<typeof ReplaceGrounds>;
