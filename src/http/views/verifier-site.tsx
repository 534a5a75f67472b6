import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Policy } from '../../model/policy.ts';
import type { Words } from '../../present/words/words.ts';
import type { Translation } from './layout.tsx';
import { Mark } from './mark.tsx';
import { VerifierBody, type VerifierSettings } from './verifier-body.tsx';

export interface VerifierSiteProps {
  words: Words;
  /** Who runs it. */
  name: string;
  policy: Policy;
  /** Content-Security-Policy: there may be no server of ours to send it. */
  csp: string;
  /** Style, script, icon and manifest: as addresses, or the very things. */
  head: Child;
  settings: VerifierSettings;
  isOneFile: boolean;
  translations: readonly Translation[];
  /** What the script reads from the page itself, where there is nothing to fetch it from. */
  data?: Child;
}

/** The verifier page on a site that knows nothing else of Lectern, or as one file. */
export function VerifierSite(props: VerifierSiteProps) {
  const { words, name, policy, csp, head, settings, isOneFile, translations, data } = props;
  const { page, site } = words;
  const trustsNobody = policy.roots.length + policy.issuers.length === 0;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={words.language}>
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content={csp} />
          <meta name="referrer" content="no-referrer" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${page.title} – ${name}`}</title>
          <meta name="description" content={page.description} />
          <meta name="color-scheme" content="light dark" />
          {head}
        </head>
        <body>
          <a class="skip" href="#main">
            {page.skip}
          </a>
          <header>
            <div class="site-header">
              <p class="site-name">
                <Mark />
                <span>{name}</span>
              </p>
              {translations.length > 0 && (
                <nav aria-label={page.mainMenu}>
                  {translations.map(({ language, name, href }) => (
                    <a href={href} lang={language} hreflang={language}>
                      {name}
                    </a>
                  ))}
                </nav>
              )}
            </div>
          </header>
          <main id="main" tabindex={-1}>
            <VerifierBody words={words} settings={settings} />
          </main>
          <footer class="site-footer">
            <p>{site.runBy(name, policy.name)}</p>
            {trustsNobody && <p>{site.trustsNobody}</p>}
            {isOneFile && <p>{site.oneFile}</p>}
            <p>{page.privacy}</p>
          </footer>
          {data}
        </body>
      </html>
    </>
  );
}
