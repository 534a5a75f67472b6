import type { JsonObject } from '../model/json.ts';
import type { IssuerRecord } from '../store/records.ts';

/** Of these the values are entered; of names and addresses, which may be a person's, only that they changed. */
const SHOWN = ['url', 'needsApproval'] as const;
const HIDDEN = ['name', 'email'] as const;

/** For the audit log: what of an issuer's profile changes, before and after. */
export function describeProfileChange(before: IssuerRecord | null, after: IssuerRecord): JsonObject {
  const shown = SHOWN.filter((member) => before === null || before[member] !== after[member]);
  const pick = (issuer: IssuerRecord): JsonObject =>
    Object.fromEntries(shown.map((member) => [member, issuer[member]]));
  if (before === null) return { after: pick(after) };
  const changed = HIDDEN.filter((member) => before[member] !== after[member]);
  return {
    ...(shown.length > 0 ? { before: pick(before), after: pick(after) } : {}),
    ...(changed.length > 0 ? { changed: [...changed] } : {}),
  };
}
