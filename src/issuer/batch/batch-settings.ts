import { z } from 'zod';
import { RosterSettings } from '../../roster/roster-settings.ts';

/** What the coordinator decided about a batch: how its roster is to be read, and what to do where she need not decide again. */
export const BatchSettings = RosterSettings.extend({
  /** A person who has the credential already is left out (`skip`, unless said otherwise), or gets it once more (`again`). */
  duplicates: z.enum(['skip', 'again']).optional(),
  /** Full credentials that become due are issued too (`when-due`, unless said otherwise), or not (`never`). */
  full: z.enum(['when-due', 'never']).optional(),
});
export type BatchSettings = z.infer<typeof BatchSettings>;
