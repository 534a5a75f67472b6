import type { Verdict } from '../src/model/verification.ts';
import { ResultView } from '../src/present/result-view.tsx';
import { WORDS } from '../src/present/words/all-words.ts';
import type { Language } from '../src/present/words/words.ts';
import { RESULTS } from '../tests/present/sample-results.ts';

/** A page that shows one verdict as the verifier page would, with the built style at `style`. */
export function renderOutcomePage(verdict: Verdict, language: Language, style: string): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{verdict}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <main>
          <ResultView
            result={RESULTS[verdict]}
            words={WORDS[language]}
            checkedBy="page"
            timeZone="America/Los_Angeles"
          />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${page}`;
}
