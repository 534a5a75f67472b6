import type { BitstringStatusListEntry } from '../model/credential.ts';

/** A reserved place in a status list, by the list's URL. */
export interface StatusPlace {
  listUrl: string;
  index: number;
}

/** The place as a credential names it. */
export function describeStatusEntry(
  statusPurpose: BitstringStatusListEntry['statusPurpose'],
  { listUrl, index }: StatusPlace,
): BitstringStatusListEntry {
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}
