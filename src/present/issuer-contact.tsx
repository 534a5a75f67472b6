import type { Trust } from '../model/verification.ts';
import { SafeLink } from './safe-link.tsx';
import type { Words } from './words/words.ts';

/** Whom to ask: as someone whom the reader trusts says it, never as the credential does. */
export function IssuerContact({ trust, words }: { trust: Trust | undefined; words: Words }) {
  if (trust === undefined) return null;
  const { name, url, email, phone } = trust.issuer;
  if (url === undefined && email === undefined && phone === undefined) return null;
  const { contact } = words.trust;
  return (
    <p class="aside">
      <strong>{contact.questions}</strong> {contact.ask(name)}
      {url !== undefined && (
        <>
          {' '}
          {contact.at}{' '}
          <SafeLink url={url} isLinked>
            {url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </SafeLink>
        </>
      )}
      {email !== undefined && <>, {email}</>}
      {phone !== undefined && <>, {phone}</>}.{' '}
      {contact.saidBy(trust.chain.at(-1)?.name ?? contact.policy(trust.policy))}
    </p>
  );
}
