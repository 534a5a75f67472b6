import type { CredentialSummary, Trust } from '../model/verification.ts';
import { documentUrlOf } from '../proof/did-url.ts';
import { quote } from './quote.ts';
import type { Words } from './words/words.ts';

/**
 * What people are told of an issuer. `address` and `isBareKey` come from its identifier, which a signature binds; `claimedName` is
 * only what the file says of itself, and is shown in quotation marks.
 */
export interface ProvenIssuer {
  /** Domain and path. Whoever controls the domain controls the key. Absent: anyone can make such an identifier. */
  address?: string;
  isBareKey: boolean;
  claimedName?: string;
  /** What those whom the reader trusts call it. */
  recognizedName?: string;
}

export function proveIssuer({ id, name }: CredentialSummary['issuer'], trust?: Trust): ProvenIssuer {
  const address = id === undefined ? null : addressOf(id);
  return {
    ...(address === null ? {} : { address }),
    isBareKey: id?.startsWith('did:key:') === true,
    ...(name === undefined ? {} : { claimedName: name }),
    ...(trust === undefined ? {} : { recognizedName: trust.issuer.name }),
  };
}

/** The domain and, where an issuer is only one of several at it, the path: `badges.example.org/issuers/north`. */
function addressOf(id: string): string | null {
  const url = documentUrlOf(id);
  if (url === null) return null;
  const { host, pathname } = new URL(url);
  const path = pathname.replace(/(\/\.well-known)?\/did\.json$/, '').replace(/\/$/, '');
  return `${host}${path}`;
}

/** What is proven of an issuer, in the middle of a sentence: its domain, or that nobody vouches for it. */
export function nameProven({ address, isBareKey }: ProvenIssuer, { issuers }: Words): string {
  return address ?? (isBareKey ? issuers.bareKey : issuers.otherIdentifier);
}

/** What to call an issuer in a sentence: by its name where someone trusted says it, else by what is proven of it. */
export function nameIssuer(issuer: ProvenIssuer, words: Words): string {
  return issuer.recognizedName ?? nameProven(issuer, words);
}

/** `which calls itself “…”`: only where nobody else says its name. */
export function describeClaim(
  { recognizedName, claimedName }: ProvenIssuer,
  { issuers }: Words,
): string | undefined {
  return recognizedName !== undefined || claimedName === undefined
    ? undefined
    : issuers.callsItself(quote(claimedName));
}
