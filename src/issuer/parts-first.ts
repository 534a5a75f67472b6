import type { CredentialRecord } from '../store/records.ts';

const ORDER: readonly CredentialRecord['kind'][] = ['micro', 'capstone', 'full', 'other'];

/** In the order in which they can be issued anew: parts before what they make up. */
export function partsFirst<T extends Pick<CredentialRecord, 'kind'>>(credentials: readonly T[]): T[] {
  return credentials.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
