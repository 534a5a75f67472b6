import type { CodeFacts, CodeProblem } from '../../present/words/scan-words.ts';
import { readCode } from './read-code.ts';

/** The one thing to check among the codes of a picture, or why there is none. */
export type ChosenCode = { ok: true; text: string } | ({ ok: false; problem: CodeProblem } & CodeFacts);

/** Codes beside the one that can be checked do not matter; among several of these only a person can choose. */
export function chooseCode(codes: readonly string[], page: URL): ChosenCode {
  const read = codes.map((code) => readCode(code, page));
  const texts = new Set(read.flatMap((code) => (code.ok ? [code.text] : [])));
  const [text] = texts;
  if (texts.size > 1) return { ok: false, problem: 'several-codes' };
  if (text !== undefined) return { ok: true, text };
  return read[0] ?? { ok: false, problem: 'no-code' };
}
