import type { Trust } from '../model/verification.ts';
import { SafeLink } from './safe-link.tsx';

/** Whom to ask: as someone whom the reader trusts says it, never as the credential does. */
export function IssuerContact({ trust }: { trust: Trust | undefined }) {
  if (trust === undefined) return null;
  const { name, url, email, phone } = trust.issuer;
  if (url === undefined && email === undefined && phone === undefined) return null;
  return (
    <p class="aside">
      <strong>Questions?</strong> Ask {name}
      {url !== undefined && (
        <>
          {' '}
          at{' '}
          <SafeLink url={url} isLinked>
            {url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </SafeLink>
        </>
      )}
      {email !== undefined && <>, {email}</>}
      {phone !== undefined && <>, {phone}</>}. That is how{' '}
      {trust.chain.at(-1)?.name ?? `the policy “${trust.policy}”`} says to reach it.
    </p>
  );
}
