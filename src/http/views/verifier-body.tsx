import type { Child } from 'hono/jsx';
import type { Words } from '../../present/words/words.ts';
import { KeptCopies } from './kept-copies.tsx';
import { VerifyForm } from './verify-form.tsx';

/** What the verifier's script has to know of the site that shows it. */
export interface VerifierSettings {
  /** Addresses of its workers; absent where the page has them inside. */
  workers?: { check: string; qr: string };
  /** Address of the operator's policy; absent where the page has it inside. */
  policy?: string;
  /** Path of the site's relay; absent where it has none. */
  relay?: string;
  /** Practice mode. */
  isSample?: boolean;
}

export interface VerifierBodyProps {
  words: Words;
  settings: VerifierSettings;
  /** A link to fill into the form. */
  url?: string;
  /** An answer that is there already. */
  children?: Child;
}

/** The verifier: what it has answered, and what can be handed in. The same on every site. */
export function VerifierBody({ words, settings, url, children }: VerifierBodyProps) {
  const { workers, policy, relay, isSample } = settings;
  const isAnswered = children !== undefined;
  return (
    <>
      <p class="visually-hidden" id="announcer" role="status"></p>
      <div
        id="result"
        {...(policy === undefined ? {} : { 'data-policy': policy })}
        {...(relay === undefined ? {} : { 'data-relay': relay })}
        {...(isSample ? { 'data-sample': '' } : {})}
        {...(isAnswered ? {} : { hidden: true })}
      >
        {children}
      </div>
      {workers !== undefined && (
        <>
          <template id="check-worker" data-src={workers.check}></template>
          <template id="qr-worker" data-src={workers.qr}></template>
        </>
      )}
      <VerifyForm
        words={words}
        heading={isAnswered ? 'h2' : 'h1'}
        hasServer={relay !== undefined}
        {...(url === undefined ? {} : { url })}
      />
      <KeptCopies keeping={words.keeping} />
    </>
  );
}
