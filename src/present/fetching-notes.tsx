import { showMoment } from './show-date.ts';
import type { Words } from './words/words.ts';

export interface FetchingNotesProps {
  /** Hosts whose keys and lists the page's own server fetched. */
  relayed: readonly string[];
  /** Hosts of links that the page's own server opened. */
  relayedLinks: readonly string[];
  /** Hosts that did not answer, and of when the copies are that were used. */
  stale: readonly { host: string; fetchedAt: string }[];
  words: Words;
}

/** How the answer above came by what it rests on, where that is not simply from the issuer's site. Part of the receipt. */
export function FetchingNotes({ relayed, relayedLinks, stale, words }: FetchingNotesProps) {
  const { fetching, dates } = words;
  return (
    <>
      {stale.map(({ host, fetchedAt }) => (
        <p class="fetching">{fetching.stale(host, showMoment(fetchedAt, dates))}</p>
      ))}
      {relayedLinks.length > 0 && <p class="fetching">{fetching.relayedLink(relayedLinks.join(', '))}</p>}
      {relayed.length > 0 && <p class="fetching">{fetching.relayed(relayed.join(', '))}</p>}
    </>
  );
}
