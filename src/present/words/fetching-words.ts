/** How the page came by what its answer rests on, where that is not simply from the issuer's site. */
export interface FetchingWords {
  /** The page's own server fetched keys or lists of these hosts. */
  relayed(hosts: string): string;
  /** The page's own server opened a link to these hosts, and so saw the credential. */
  relayedLink(hosts: string): string;
  /** This host could not be reached; the copy is of that time. */
  stale(host: string, time: string): string;
}
