import { isIP } from 'node:net';
import { isAllowedUrl } from '../model/allowed-url.ts';
import { FetchFailure } from '../model/verification.ts';
import { mayConnect } from './refuse-private-address.ts';

/**
 * The URL as far as it can be judged without asking the network; throws `FetchFailure('refused')`. Any port is allowed:
 * `did:web` names ports, and what protects other services of a private network is that its addresses are refused.
 */
export function readAllowedUrl(text: string, allowLocalhost: boolean, base?: URL): URL {
  const url = URL.parse(text, base);
  if (url === null || !isAllowed(url, allowLocalhost)) throw new FetchFailure('refused');
  return url;
}

function isAllowed(url: URL, allowLocalhost: boolean): boolean {
  if (!isAllowedUrl(url, allowLocalhost)) return false;
  // No name, no lookup: an address written in the URL has to be judged here.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || mayConnect(url.hostname, literal, allowLocalhost);
}
