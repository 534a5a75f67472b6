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
import { type HandedIn, nameHandedIn, readHandedIn } from './handed-in.ts';
import type { OfferedReceipt } from './offered-receipt.ts';
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
  /** What a receipt is written of; absent where nothing was checked. */
  receipt?: OfferedReceipt;
}

/** From what was handed in to the finished view, wholly in this browser. */
export async function checkInPage(
  { handedIn, page, isSample, person, policyFile }: CheckInput,
  progress: ReturnType<typeof showProgress>,
): Promise<CheckOutput> {
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
  // Of a larger file only the beginning was read, and a digest of that is not the file's.
  if (files.some(({ length }) => length > MAX_CREDENTIAL_BYTES)) delete result.sha256;
  const isMarked = isSample && isIssuedHere(result, page.origin);
  return {
    headline: describeOutcome(result).headline,
    html: (<ResultView result={result} checkedBy="page" isSample={isMarked} />).toString() as string,
    receipt: {
      words: ENGLISH,
      policyName: policy.name,
      verifierUrl: new URL('/verify', page).href,
      isSample: () => isMarked,
      rows: [{ source: handedIn.map(nameHandedIn).join(', '), report: { result, relayed: [], stale: [] } }],
    },
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
