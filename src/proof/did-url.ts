/**
 * Where the controller document of a verification method or an issuer lives, or null when this kind of identifier cannot
 * be dereferenced here. did:web per the CCG method specification: `:` is `/`, `%3A` a port's colon, no path means
 * `/.well-known`; https, except for localhost. An IP address is not a did:web host.
 */
export function documentUrlOf(id: string): string | null {
  const [bare = ''] = id.split('#');
  if (bare.startsWith('did:web:')) return didWebDocumentUrl(bare);
  if (/^https?:\/\//.test(bare) && URL.canParse(bare)) return bare;
  return null;
}

/** `did:web:…` of an issuer that publishes under this public URL; `slug` '' for the one at the top. */
export function didWebOf(publicUrl: string, slug = ''): string {
  const host = `did:web:${encodeURIComponent(new URL(publicUrl).host)}`;
  return slug === '' ? host : `${host}:issuers:${slug}`;
}

/** What a person can recognise in a DID: the domain of a did:web, else null. */
export function domainOf(did: string): string | null {
  const url = documentUrlOf(did);
  return url === null ? null : new URL(url).host;
}

function didWebDocumentUrl(did: string): string | null {
  const [host = '', ...path] = did.slice('did:web:'.length).split(':');
  if (!/^[A-Za-z0-9.-]+(%3[Aa]\d{1,5})?$/.test(host) || path.some((part) => !/^[\w.~%-]+$/.test(part)))
    return null;
  const authority = host.replace(/%3[Aa]/, ':');
  const url = `${authority.split(':')[0] === 'localhost' ? 'http' : 'https'}://${authority}`;
  if (!URL.canParse(url) || isIpAddress(new URL(url).hostname)) return null;
  return path.length === 0
    ? `${url}/.well-known/did.json`
    : `${url}/${path.map(decodePart).join('/')}/did.json`;
}

function decodePart(part: string): string {
  try {
    // A slash that was encoded stays encoded: a DID's parts are its parts.
    return encodeURIComponent(decodeURIComponent(part)) === part
      ? part
      : encodeURIComponent(decodeURIComponent(part));
  } catch {
    return encodeURIComponent(part);
  }
}

/** URL parsing already turned every IPv4 spelling (octal, hex, one number) into dotted decimals. */
function isIpAddress(hostname: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname) || hostname.startsWith('[');
}
