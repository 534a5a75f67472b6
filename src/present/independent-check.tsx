import type { VerificationResult } from '../model/verification.ts';
import { CopyButton } from './copy-button.tsx';
import { isAuthentic } from './describe-outcome.ts';
import { isIssuedHere } from './is-issued-here.ts';
import type { Words } from './words/words.ts';

export interface IndependentCheckProps {
  result: VerificationResult;
  /** Origin of the site that shows the answer; absent where the page is a file. */
  site?: string;
  /** The link that led to the credential. */
  link?: string;
  /** Where the same check opens by itself. */
  checkLink?: string;
  words: Words;
}

/** Whose page this is, where it is the issuer's, and who else can be asked. A link to the credential goes along only when pressed. */
export function IndependentCheck({ result, site, link, checkLink, words }: IndependentCheckProps) {
  const { ownIssuer, heading, lead, verifierPlus, oneEdTech, copyLink } = words.independent;
  // Whose it is that does not match its signature, nobody knows.
  const isOwn = site !== undefined && isAuthentic(result) && isIssuedHere(result, site);
  const plus = 'https://verifierplus.org/';
  return (
    <section class="independent">
      <h2>{heading}</h2>
      {isOwn && <p class="note">{ownIssuer}</p>}
      <p>{lead}</p>
      <ul class="inline">
        <li>
          <a
            href={link === undefined ? plus : `${plus}#verify?vc=${encodeURIComponent(link)}`}
            rel="noreferrer noopener"
            target="_blank"
          >
            {verifierPlus}
          </a>
        </li>
        <li>
          <a href="https://vc.1ed.tech/" rel="noreferrer noopener" target="_blank">
            {oneEdTech}
          </a>
        </li>
      </ul>
      {checkLink !== undefined && (
        <p>
          <CopyButton words={words} link={checkLink} label={copyLink} />
        </p>
      )}
    </section>
  );
}
