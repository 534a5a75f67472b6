import type { JsonObject } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import { toDateTime } from '../../program/iso-time.ts';
import { standingOf } from '../recognitions/list-recognitions.ts';
import type { Register } from './read-whole-register.ts';

/**
 * The register as the issuer registries of the Digital Credentials Consortium are written, which VerifierPlus and others read: by
 * DID, only issuers that are recognized as a whole and now. Whoever is recognized for one achievement is not in it, because such a
 * list has no place to say for which.
 */
export function describeIssuerRegistry({ readAt, entries }: Register, foundedAt: Date): JsonObject {
  const recognized = entries.filter(
    (entry) => entry.kind === 'issuer' && standingOf(entry, readAt) === 'in-force',
  );
  // Entries come newest first, and the last one under a DID stays: so the newest goes in last.
  const registry = recognized
    .toReversed()
    .map(({ issuer: { did, name, url } }) => [did, { name, ...presentMembers({ url }) }]);
  return {
    meta: { created: toDateTime(foundedAt), updated: toDateTime(readAt) },
    registry: Object.fromEntries(registry),
  };
}
