import type { FetchingWords } from '../fetching-words.ts';

export const ENGLISH_FETCHING: FetchingWords = {
  relayed: (hosts) =>
    `This page cannot read from ${hosts} itself, so this site’s server fetched the issuer’s public key or list there. The credential was not sent.`,
  relayedLink: (hosts) =>
    `This page cannot read from ${hosts} itself, so this site’s server opened the link and passed the credential on. It kept nothing.`,
  stale: (host, time) =>
    `${host} did not answer, so this result rests on the copy of its key or list that this browser read on ${time}. What changed since then is not known. Check again when the site answers.`,
};
