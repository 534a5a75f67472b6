import type { JsonObject } from '../model/json.ts';
import { describeOutcome } from '../present/describe-outcome.ts';
import { isIssuedHere } from '../present/is-issued-here.ts';
import { ProblemView } from '../present/problem-view.tsx';
import { ResultView } from '../present/result-view.tsx';
import type { Problem } from '../present/words/problem-words.ts';
import type { Words } from '../present/words/words.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { verifyFiles } from '../verify/verify-bytes.ts';
import { createFetchDocument } from './fetch-document.ts';
import { type HandedIn, readHandedIn } from './handed-in.ts';
import { readChosenPolicy } from './read-chosen-policy.ts';
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
}

/** From what was handed in to the finished view, wholly in this browser. */
export async function checkInPage(
  { words, handedIn, page, isSample, person, policyFile }: CheckInput,
  progress: ReturnType<typeof showProgress>,
): Promise<CheckOutput> {
  const files: Uint8Array<ArrayBuffer>[] = [];
  const companions: (JsonObject | string)[] = [];
  for (const one of handedIn) {
    const read = await readHandedIn(one, page);
    if (!read.ok) return showProblem(words.problems.links[read.problem], words);
    files.push(read.bytes);
    companions.push(...(read.parts ?? []));
  }
  const policy = await readChosenPolicy(policyFile, page);
  if (policy === null) return showProblem(words.problems.policy, words);
  progress.start();
  const result = await verifyFiles(files, {
    policy,
    companions,
    fetchDocument: createFetchDocument({ page, onWaiting: progress.wait, onDone: progress.done }),
    now: new Date(),
    onCheck: progress.add,
    ...(person === undefined ? {} : { person }),
  });
  // Of a larger file only the beginning was read, and a digest of that is not the file's.
  if (files.some(({ length }) => length > MAX_CREDENTIAL_BYTES)) delete result.sha256;
  return {
    headline: describeOutcome(result, words).headline,
    html: (
      <ResultView
        words={words}
        result={result}
        checkedBy="page"
        isSample={isSample && isIssuedHere(result, page.origin)}
      />
    ).toString() as string,
  };
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
