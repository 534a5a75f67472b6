import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Policy } from '../model/policy.ts';
import { WORDS } from '../present/words/all-words.ts';
import { LANGUAGES, type Language } from '../present/words/words.ts';
import type { Translation } from './views/layout.tsx';
import { VerifierSite } from './views/verifier-site.tsx';
import { webManifest } from './views/web-manifest.ts';

/** The built files: where each is from the folder's root, or each itself, with nothing left to load. */
export interface BuiltVerifier {
  style: string;
  verifier: string;
  /** The workers. */
  check: string;
  qr: string;
}

export interface VerifierOwner {
  name: string;
  policy: Policy;
}

/** What a page may load, wherever it is: documents of issuers from anywhere, and code only of its own. */
const ANYWHERE =
  "connect-src 'self' https: http://localhost:* data:; img-src 'self' data: blob:; media-src blob:; form-action 'none'; base-uri 'none'";

/** The pages of a verifier for any static host: one a language, its manifest and its policy. By path in the folder. */
export function renderVerifierSite(
  { name, policy }: VerifierOwner,
  built: BuiltVerifier,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const language of LANGUAGES) {
    const root = language === 'en' ? './' : '../';
    const page = (
      <VerifierSite
        words={WORDS[language]}
        name={name}
        policy={policy}
        isOneFile={false}
        csp={`default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; manifest-src 'self'; ${ANYWHERE}`}
        settings={{
          workers: { check: `${root}${built.check}`, qr: `${root}${built.qr}` },
          policy: `${root}policy.json`,
        }}
        translations={otherLanguages(language, (other) => (other === 'en' ? '../' : `./${other}/`))}
        head={
          <>
            <link rel="icon" href={`${root}icon.svg`} type="image/svg+xml" />
            <link rel="manifest" href={`${root}manifest.webmanifest`} />
            <link rel="stylesheet" href={`${root}${built.style}`} />
            <script type="module" src={`${root}${built.verifier}`}></script>
          </>
        }
      />
    );
    files.set(language === 'en' ? 'index.html' : `${language}/index.html`, String(page));
  }
  files.set('policy.json', `${JSON.stringify(policy, null, 2)}\n`);
  files.set('manifest.webmanifest', JSON.stringify(webManifest(name, { start: './', root: './' })));
  return files;
}

/** The verifier as one HTML file a language, which works from a stick: `verifier.en.html`. By name. */
export function renderVerifierFiles(
  { name, policy }: VerifierOwner,
  built: BuiltVerifier,
): Map<string, string> {
  const csp = [
    `default-src 'none'; script-src 'sha256-${hash(built.verifier)}' blob:; worker-src blob:`,
    `style-src 'sha256-${hash(built.style)}'; ${ANYWHERE}`,
  ].join('; ');
  return new Map(
    LANGUAGES.map((language) => {
      const page = (
        <VerifierSite
          words={WORDS[language]}
          name={name}
          policy={policy}
          isOneFile
          csp={csp}
          settings={{}}
          translations={otherLanguages(language, nameVerifierFile)}
          head={<style>{raw(built.style)}</style>}
          data={
            <>
              <script type="application/json" id="policy-data">
                {raw(JSON.stringify(policy).replaceAll('<', '\\u003c'))}
              </script>
              <script type="text/plain" id="check-worker">
                {raw(built.check)}
              </script>
              <script type="text/plain" id="qr-worker">
                {raw(built.qr)}
              </script>
              <script type="module">{raw(built.verifier)}</script>
            </>
          }
        />
      );
      return [nameVerifierFile(language), String(page)];
    }),
  );
}

function nameVerifierFile(language: Language): string {
  return language === 'en' ? 'verifier.html' : `verifier.${language}.html`;
}

function otherLanguages(current: Language, hrefOf: (language: Language) => string): Translation[] {
  return LANGUAGES.filter((language) => language !== current).map((language) => ({
    language,
    name: WORDS[language].page.languageName,
    href: hrefOf(language),
  }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
