import type { CredentialSummary, Trust } from '../model/verification.ts';
import { documentUrlOf } from '../proof/did-url.ts';

/**
 * What people are told of an issuer. `proven` comes from its identifier, which a signature binds; `claimedName` is only
 * what the file says of itself, and is shown in quotation marks.
 */
export interface ProvenIssuer {
  proven: string;
  /** Whoever controls the domain controls the key. False: a bare key, which anyone can make. */
  hasDomain: boolean;
  claimedName?: string;
  /** What those whom the reader trusts call it. */
  recognizedName?: string;
}

export function proveIssuer({ id, name }: CredentialSummary['issuer'], trust?: Trust): ProvenIssuer {
  const claimed = {
    ...(name === undefined ? {} : { claimedName: name }),
    ...(trust === undefined ? {} : { recognizedName: trust.issuer.name }),
  };
  const address = id === undefined ? null : addressOf(id);
  if (address !== null) return { proven: address, hasDomain: true, ...claimed };
  const kind = id?.startsWith('did:key:') ? 'a did:key' : 'an identifier';
  return { proven: `${kind} that nobody vouches for here`, hasDomain: false, ...claimed };
}

/** The domain and, where an issuer is only one of several at it, the path: `badges.example.org/issuers/north`. */
function addressOf(id: string): string | null {
  const url = documentUrlOf(id);
  if (url === null) return null;
  const { host, pathname } = new URL(url);
  const path = pathname.replace(/(\/\.well-known)?\/did\.json$/, '').replace(/\/$/, '');
  return `${host}${path}`;
}

/** What to call an issuer in a sentence: by its name where someone trusted says it, else by what is proven of it. */
export function nameIssuer({ recognizedName, proven }: ProvenIssuer): string {
  return recognizedName ?? proven;
}

/** `, which calls itself “…”,`: only where nobody else says its name. */
export function quoteClaim({ recognizedName, claimedName }: ProvenIssuer): string {
  return recognizedName !== undefined || claimedName === undefined
    ? ''
    : `, which calls itself “${claimedName}”,`;
}
