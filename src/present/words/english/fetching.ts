import type { FetchingWords } from '../fetching-words.ts';

export const ENGLISH_FETCHING: FetchingWords = {
  relayed: (hosts) =>
    `Other pages may not read from ${hosts}, so this site’s server fetched the issuer’s public key or list there for this check. The credential itself was not sent there.`,
  relayedLink: (hosts) =>
    `Other pages may not read from ${hosts}, so this site’s server opened the link and passed the credential on. It kept nothing.`,
  stale: (host, time) =>
    `We could not refresh what ${host} publishes: it did not answer. This result rests on the copy that this browser read on ${time}. What changed since then is not known. Check again when it can be reached.`,
};
