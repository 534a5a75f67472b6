import type { Verdict } from '../src/model/verification.ts';
import { ResultView } from '../src/present/result-view.tsx';
import { RESULTS } from '../tests/present/sample-results.ts';

/** A page that shows one verdict as the verifier page would, with the built style at `style`. */
export function renderOutcomePage(verdict: Verdict, style: string): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <main>
          <ResultView result={RESULTS[verdict]} checkedBy="page" timeZone="America/Los_Angeles" />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${page}`;
}
