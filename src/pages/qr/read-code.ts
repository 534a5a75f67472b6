import { completeLink } from '../../model/complete-link.ts';
import { isAllowedUrl } from '../is-allowed-url.ts';

/** What a QR code says: something to check, as if it had been pasted, or what it is instead. */
export type ReadCode =
  | { ok: true; text: string }
  | { ok: false; problem: 'wallet-offer' | 'wallet-presentation' | 'other-code' }
  /** A link that this page may not ask. Nothing of it is shown but its host. */
  | { ok: false; problem: 'unsafe-link'; host: string };

/** More than the largest QR code can hold (7,089 digits). */
const MAX_LENGTH = 8192;

/** Schemes that hand a credential to a wallet, or ask a wallet for one. */
const WALLET =
  /^(openid-credential-offer|openid-initiate-issuance|openid4vp|haip|interaction|dccrequest|didcomm):/i;
/** Links that a wallet's app takes. */
const WALLET_LINK = /^https:\/\/lcw\.app\/|[?&](iuv=1|credential_offer(_uri)?=|oob=)/i;

/** Nothing is opened or asked for: this reads the text alone. */
export function readCode(code: string, page: URL): ReadCode {
  const text = code.trim();
  if (text === '' || text.length > MAX_LENGTH) return { ok: false, problem: 'other-code' };
  if (/^VP1-/.test(text)) return { ok: false, problem: 'wallet-presentation' };
  if (WALLET.test(text)) return { ok: false, problem: 'wallet-offer' };
  if (isCredentialText(text)) return { ok: true, text };
  const link = completeLink(text);
  if (link === null || !URL.canParse(link)) return { ok: false, problem: 'other-code' };
  if (WALLET_LINK.test(link)) return { ok: false, problem: 'wallet-offer' };
  if (!isAllowedUrl(link, page)) return { ok: false, problem: 'unsafe-link', host: new URL(link).host };
  return { ok: true, text: link };
}

/** The beginning of a credential's JSON, or the three parts of a JWT. */
function isCredentialText(text: string): boolean {
  return /^\{\s*"/.test(text) || /^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}
