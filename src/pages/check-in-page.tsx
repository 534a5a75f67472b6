import type { JsonObject } from '../model/json.ts';
import { describeOutcome } from '../present/describe-outcome.ts';
import { FetchingNotes } from '../present/fetching-notes.tsx';
import { isIssuedHere } from '../present/is-issued-here.ts';
import { LINK_WORDS } from '../present/link-words.ts';
import { ProblemView } from '../present/problem-view.tsx';
import { ResultView } from '../present/result-view.tsx';
import { ENGLISH_FETCHING } from '../present/words/english/fetching.ts';
import type { Checker } from './checker.ts';
import { type HandedIn, readHandedIn } from './handed-in.ts';
import type { showProgress } from './show-progress.tsx';

export interface CheckInput {
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
}

/** From what was handed in to the finished view, wholly in this browser. */
export async function checkInPage(
  checker: Checker,
  { handedIn, page, isSample, person, policyFile }: CheckInput,
  progress: ReturnType<typeof showProgress>,
): Promise<CheckOutput> {
  const files: Blob[] = [];
  const companions: (JsonObject | string)[] = [];
  const relayedLinks = new Set<string>();
  for (const one of handedIn) {
    const read = await readHandedIn(one, checker);
    if (!read.ok) return showProblem(LINK_WORDS[read.problem]);
    files.push(read.file);
    companions.push(...read.parts);
    for (const host of read.relayed) relayedLinks.add(host);
  }
  const policy = await checker.readPolicy(policyFile);
  if (policy === null) return showProblem(POLICY_UNREADABLE);
  progress.start();
  const { result, relayed, stale } = await checker.check(
    { files, policy, companions, ...(person === undefined ? {} : { person }) },
    { onCheck: progress.add, onWaiting: progress.wait, onDone: progress.done },
  );
  return {
    headline: describeOutcome(result).headline,
    html: (
      <>
        <ResultView
          result={result}
          checkedBy="page"
          isSample={isSample && isIssuedHere(result, page.origin)}
        />
        <FetchingNotes
          relayed={relayed}
          relayedLinks={[...relayedLinks]}
          stale={stale}
          words={ENGLISH_FETCHING}
        />
      </>
    ).toString() as string,
  };
}

const POLICY_UNREADABLE = {
  headline: 'This is not a policy',
  sentence: 'The policy file that you chose cannot be read, so nothing was checked.',
  advice: 'Choose another one, or none: then the policy of this page applies.',
};

/** A fault of ours is no finding about anyone's credential. */
export function showFault(): CheckOutput {
  return showProblem({
    headline: 'Something went wrong on this page',
    sentence: 'The check did not finish. This says nothing about the credential.',
    advice: 'Reload the page and try again, or use another browser.',
  });
}

function showProblem(words: { headline: string; sentence: string; advice: string }): CheckOutput {
  return { headline: words.headline, html: (<ProblemView {...words} />).toString() as string };
}
