import { isJsonObject, parseJson } from '../../model/json.ts';
import type { ReceivedRecognition } from '../../store/recognition-store.ts';
import type { Standing } from '../../store/records.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { Issuing } from '../issuing.ts';
import { standingOf } from './list-recognitions.ts';
import { listReceivedOf } from './read-staples.ts';

/** What their authorities say of received recognitions now. */
export interface Rechecked {
  checked: number;
  /** Those that stand differently than before. */
  changed: { id: string; standing: Standing }[];
  /** Those of which nobody could tell; they stay as they were. */
  unknown: string[];
}

/**
 * Asks again whether received recognitions are still in force, so that what was revoked does not travel any longer. Each is
 * asked for once; what is over or dropped is not asked for.
 */
export async function recheckReceived(issuing: Issuing, actor: string): Promise<Rechecked> {
  const { store, now } = issuing;
  const result: Rechecked = { checked: 0, changed: [], unknown: [] };
  for (const { did } of await store.listIssuers())
    for (const received of await listReceivedOf(store, did)) {
      if (['revoked', 'expired'].includes(standingOf(received, now()))) continue;
      result.checked++;
      const standing = await askStanding(issuing, received);
      if (standing === null) result.unknown.push(received.id);
      else if (
        await store.noteReceivedStanding(
          received.id,
          { standing, at: now() },
          {
            at: now(),
            actor,
            action: 'recognition-standing-noted',
            subject: received.id,
            details: { before: { standing: received.standing }, after: { standing } },
          },
        )
      )
        result.changed.push({ id: received.id, standing });
    }
  return result;
}

/** Null when it cannot be told now. */
async function askStanding(
  { fetchDocument, now }: Issuing,
  { body }: ReceivedRecognition,
): Promise<Standing | null> {
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.value)) return null;
  const { verdict, checks } = await verifyCredential(parsed.value, {
    fetchDocument,
    now: now(),
    checks: ['structure', 'proof', 'issuer', 'status'],
  });
  if (verdict === 'revoked' || verdict === 'replaced') return 'revoked';
  // Its key is its authority's no more; that may be put right, as being revoked may not.
  if (verdict === 'suspended' || verdict === 'not-genuine') return 'suspended';
  const isTold = checks.every(({ outcome }) => outcome !== 'unknown' && outcome !== 'failed');
  return isTold && (verdict === 'valid' || verdict === 'sample') ? 'in-force' : null;
}
