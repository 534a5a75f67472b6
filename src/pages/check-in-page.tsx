import type { JsonObject } from '../model/json.ts';
import { describeOutcome } from '../present/describe-outcome.ts';
import { FetchingNotes } from '../present/fetching-notes.tsx';
import { IndependentCheck } from '../present/independent-check.tsx';
import { isIssuedHere } from '../present/is-issued-here.ts';
import { ProblemView } from '../present/problem-view.tsx';
import { recheckUrlOf } from '../present/receipt/recheck-url.ts';
import { ResultView } from '../present/result-view.tsx';
import type { Problem } from '../present/words/problem-words.ts';
import type { Words } from '../present/words/words.ts';
import type { Checker } from './checker.ts';
import { type HandedIn, nameHandedIn, readHandedIn } from './handed-in.ts';
import type { OfferedReceipt } from './offered-receipt.ts';
import { addressOf, siteOf } from './page-address.ts';
import type { showProgress } from './show-progress.tsx';

export interface CheckInput {
  words: Words;
  /** One thing, or files that belong together. */
  handedIn: readonly HandedIn[];
  /** The reader's own policy. */
  policyFile?: File;
  page: URL;
  isSample: boolean;
  person?: { name?: string; email?: string };
}

/** A finished check: what the live region says, and the view. */
export interface CheckOutput {
  headline: string;
  html: string;
  /** What a receipt is written of; absent where nothing was checked. */
  receipt?: OfferedReceipt;
}

/** From what was handed in to the finished view, wholly in this browser. */
export async function checkInPage(
  checker: Checker,
  input: CheckInput,
  progress: ReturnType<typeof showProgress>,
): Promise<CheckOutput> {
  const { words, handedIn, page, isSample, person, policyFile } = input;
  const files: Blob[] = [];
  const companions: (JsonObject | string)[] = [];
  const relayedLinks = new Set<string>();
  for (const one of handedIn) {
    const read = await readHandedIn(one, checker);
    if (!read.ok) return showProblem(words.problems.links[read.problem], words);
    files.push(read.file);
    companions.push(...read.parts);
    for (const host of read.relayed) relayedLinks.add(host);
  }
  const chosen = await checker.readPolicy(policyFile);
  if (chosen === null) return showProblem(words.problems.policy, words);
  const { policy, copy } = chosen;
  progress.start();
  const report = await checker.check(
    {
      files,
      policy,
      companions,
      ...(copy === undefined ? {} : { policyCopy: copy }),
      ...(person === undefined ? {} : { person }),
    },
    { onCheck: progress.add, onWaiting: progress.wait, onDone: progress.done },
  );
  const { result, relayed, stale } = report;
  const [only] = handedIn;
  if (result.verdict === 'unreadable' && handedIn.length === 1 && only?.kind === 'file') {
    const { pictureToHandedIn } = await import('./qr/picture-to-handed-in.ts');
    const read = await pictureToHandedIn(only.file, page);
    if (read.ok) return checkInPage(checker, { ...input, handedIn: [read.handedIn] }, progress);
    if (read.problem !== 'no-code') return showProblem(words.scan.pictureProblem[read.problem](read), words);
  }
  const site = siteOf(page);
  const verifierUrl = addressOf(page);
  const isMarked = isSample && site !== undefined && isIssuedHere(result, site);
  return {
    headline: describeOutcome(result, words).headline,
    html: (
      <>
        <ResultView words={words} result={result} checkedBy="page" isSample={isMarked} />
        <FetchingNotes relayed={relayed} relayedLinks={[...relayedLinks]} stale={stale} words={words} />
        {result.verdict !== 'unreadable' && (
          <IndependentCheck
            words={words}
            result={result}
            {...(site === undefined ? {} : { site })}
            {...describeLink(handedIn, verifierUrl)}
          />
        )}
      </>
    ).toString() as string,
    receipt: {
      words,
      policyName: policy.name,
      ...(verifierUrl === undefined ? {} : { verifierUrl }),
      isSample: () => isMarked,
      rows: [{ source: handedIn.map(nameHandedIn).join(', '), report }],
    },
  };
}

/** The link that was handed in, and the one that opens this check again: after the `#`, which no server is told. */
function describeLink(
  handedIn: readonly HandedIn[],
  verifierUrl: string | undefined,
): { link?: string; checkLink?: string } {
  const [only] = handedIn;
  if (only?.kind !== 'link') return {};
  const { link } = only;
  return { link, ...(verifierUrl === undefined ? {} : { checkLink: recheckUrlOf(verifierUrl, link) }) };
}

/** A fault of ours is no finding about anyone's credential. */
export function showFault(words: Words): CheckOutput {
  return showProblem(words.problems.fault, words);
}

function showProblem(problem: Problem, words: Words): CheckOutput {
  return {
    headline: problem.headline,
    html: (<ProblemView problem={problem} words={words} />).toString() as string,
  };
}
