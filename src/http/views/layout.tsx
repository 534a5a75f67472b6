import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { verifierPath } from '../../present/verifier-path.ts';
import { ENGLISH } from '../../present/words/english/english.ts';
import type { Language, Words } from '../../present/words/words.ts';
import type { Instance } from './instance.ts';
import { Mark } from './mark.tsx';

export interface LayoutProps {
  /** Left out by pages that are said in English only. */
  words?: Words;
  instance: Instance;
  title: string;
  description?: string;
  /** Pages about people are not for search engines. */
  isIndexed?: boolean;
  /** A built module of the page's own. */
  script?: string;
  /** It also works without a network, and among the applications of whoever puts it there. */
  isInstallable?: boolean;
  current?: 'home' | 'verify';
  /** The same page in other languages. */
  translations?: readonly Translation[];
  /** Printed instead of the page, and not seen on a screen. */
  printed?: Child;
  children: Child;
}

export interface Translation {
  language: Language;
  /** The language’s name for itself. */
  name: string;
  href: string;
}

/**
 * The frame of every page. It lives under a policy that allows no inline script and no inline style: everything comes
 * from the built files.
 */
export function Layout({
  words,
  instance,
  title,
  description,
  isIndexed = true,
  isInstallable = false,
  script,
  current,
  translations = [],
  printed,
  children,
}: LayoutProps) {
  const { language, page, box } = words ?? ENGLISH;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === instance.name ? title : `${title} – ${instance.name}`}</title>
          {description !== undefined && <meta name="description" content={description} />}
          {!isIndexed && <meta name="robots" content="noindex, nofollow, noarchive" />}
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={instance.assets.style} />
          {isInstallable && <link rel="manifest" href="/manifest.webmanifest" />}
          {script !== undefined && <script type="module" src={script}></script>}
        </head>
        <body>
          {printed !== undefined && <div class="receipts">{printed}</div>}
          <a class="skip" href="#main">
            {page.skip}
          </a>
          <header>
            {instance.sample && (
              <p class="ribbon">
                <strong>{page.sample}</strong> {page.sampleRibbon}
              </p>
            )}
            <div class="site-header">
              <a class="site-name" href="/" {...(current === 'home' ? { 'aria-current': 'page' } : {})}>
                <Mark />
                <span>{instance.name}</span>
              </a>
              <nav aria-label={page.mainMenu}>
                <a
                  href={words === undefined ? '/verify' : verifierPath(language)}
                  {...(current === 'verify' ? { 'aria-current': 'page' } : {})}
                >
                  {box.heading}
                </a>
                {translations.map(({ language, name, href }) => (
                  <a href={href} lang={language} hreflang={language}>
                    {name}
                  </a>
                ))}
              </nav>
            </div>
          </header>
          <main id="main" tabindex={-1}>
            {children}
          </main>
          <footer class="site-footer">
            <p>
              {instance.name} {page.footer[0]} <span class="domain">{new URL(instance.publicUrl).host}</span>
              {page.footer[1]}
            </p>
            <p>
              <a href="/issuers">{page.issuers}</a> · <a href="/recognitions">{page.recognitions}</a>
            </p>
            <p>{page.privacy}</p>
          </footer>
        </body>
      </html>
    </>
  );
}
