import type { JsonObject } from '../model/json.ts';
import { describeOutcome } from '../present/describe-outcome.ts';
import { isIssuedHere } from '../present/is-issued-here.ts';
import { LINK_WORDS } from '../present/link-words.ts';
import { ProblemView } from '../present/problem-view.tsx';
import { ResultView } from '../present/result-view.tsx';
import { ENGLISH } from '../present/words/english/english.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { verifyFiles } from '../verify/verify-bytes.ts';
import { createFetchDocument } from './fetch-document.ts';
import { type HandedIn, readHandedIn } from './handed-in.ts';
import { readChosenPolicy } from './read-chosen-policy.ts';
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
  input: CheckInput,
  progress: ReturnType<typeof showProgress>,
): Promise<CheckOutput> {
  const { handedIn, page, isSample, person, policyFile } = input;
  const files: Uint8Array<ArrayBuffer>[] = [];
  const companions: (JsonObject | string)[] = [];
  for (const one of handedIn) {
    const read = await readHandedIn(one, page);
    if (!read.ok) return showProblem(LINK_WORDS[read.problem]);
    files.push(read.bytes);
    companions.push(...(read.parts ?? []));
  }
  const policy = await readChosenPolicy(policyFile, page);
  if (policy === null) return showProblem(POLICY_UNREADABLE);
  progress.start();
  const result = await verifyFiles(files, {
    policy,
    companions,
    fetchDocument: createFetchDocument({ page, onWaiting: progress.wait, onDone: progress.done }),
    now: new Date(),
    onCheck: progress.add,
    ...(person === undefined ? {} : { person }),
  });
  const [only] = handedIn;
  if (result.verdict === 'unreadable' && handedIn.length === 1 && only?.kind === 'file') {
    const { pictureToHandedIn } = await import('./qr/picture-to-handed-in.ts');
    const read = await pictureToHandedIn(only.file, page);
    if (read.ok) return checkInPage({ ...input, handedIn: [read.handedIn] }, progress);
    if (read.problem !== 'no-code') return showProblem(ENGLISH.scan.pictureProblem[read.problem](read));
  }
  // Of a larger file only the beginning was read, and a digest of that is not the file's.
  if (files.some(({ length }) => length > MAX_CREDENTIAL_BYTES)) delete result.sha256;
  return {
    headline: describeOutcome(result).headline,
    html: (
      <ResultView result={result} checkedBy="page" isSample={isSample && isIssuedHere(result, page.origin)} />
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
