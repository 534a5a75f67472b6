import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { drawRosette } from '../../present/badge-emblem.ts';
import type { Instance } from './instance.ts';

export interface LayoutProps {
  instance: Instance;
  title: string;
  description?: string;
  /** Pages about people are not for search engines. */
  isIndexed?: boolean;
  /** A built module of the page's own. */
  script?: string;
  current?: 'home' | 'verify';
  /** Printed instead of the page, and not seen on a screen. */
  printed?: Child;
  children: Child;
}

/**
 * The frame of every page. It lives under a policy that allows no inline script and no inline style: everything comes
 * from the built files.
 */
export function Layout({
  instance,
  title,
  description,
  isIndexed = true,
  script,
  current,
  printed,
  children,
}: LayoutProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === instance.name ? title : `${title} – ${instance.name}`}</title>
          {description !== undefined && <meta name="description" content={description} />}
          {!isIndexed && <meta name="robots" content="noindex, nofollow, noarchive" />}
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={instance.assets.style} />
          {script !== undefined && <script type="module" src={script}></script>}
        </head>
        <body>
          {printed !== undefined && <div class="receipts">{printed}</div>}
          <a class="skip" href="#main">
            Skip to content
          </a>
          <header>
            {instance.sample && (
              <p class="ribbon">
                <strong>SAMPLE</strong> Practice mode: nothing here is a real credential.
              </p>
            )}
            <div class="site-header">
              <a class="site-name" href="/" {...(current === 'home' ? { 'aria-current': 'page' } : {})}>
                <Mark />
                <span>{instance.name}</span>
              </a>
              <nav aria-label="Main">
                <a href="/verify" {...(current === 'verify' ? { 'aria-current': 'page' } : {})}>
                  Check a credential
                </a>
              </nav>
            </div>
          </header>
          <main id="main" tabindex={-1}>
            {children}
          </main>
          <footer class="site-footer">
            <p>
              {instance.name} at <span class="domain">{new URL(instance.publicUrl).host}</span>. Credentials
              follow the open standards Open Badges 3.0 and W3C Verifiable Credentials, so any tool that reads
              these can check them.
            </p>
            <p>
              <a href="/issuers">Issuers</a> · <a href="/recognitions">Recognitions</a>
            </p>
            <p>No cookies, no tracking. Files that you check are not kept.</p>
          </footer>
        </body>
      </html>
    </>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      {raw(drawRosette({ x: 20, y: 20, radius: 18 }, 7, 'currentColor'))}
      <circle cx="20" cy="20" r="6" fill="currentColor" />
    </svg>
  );
}
