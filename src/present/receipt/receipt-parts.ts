import type { VerificationResult } from '../../model/verification.ts';
import { describeOutcome, isAuthentic } from '../describe-outcome.ts';
import type { Words } from '../words/words.ts';
import { plainLine } from './plain-line.ts';
import type { Receipt, ReceiptPart } from './receipt.ts';

const MAX_NAME = 120;

/** Each part with its own answer, parts of parts below them, and what is named and was not there. */
export function listParts(result: VerificationResult, words: Words): Pick<Receipt, 'parts' | 'partsHeading'> {
  const completeness = result.checks.find(({ check }) => check === 'completeness');
  const missing = isAuthentic(result)
    ? (completeness?.findings ?? (completeness === undefined ? [] : [completeness])).filter(
        ({ code }) => code === 'part-missing',
      )
    : [];
  const { receipt } = words;
  return {
    partsHeading: receipt.partsHeading(isAuthentic(result) ? completeness?.parts : undefined),
    parts: [
      ...result.parts.flatMap((part) => describePart(part, words, 0)),
      ...missing.map(
        ({ part }): ReceiptPart => ({
          name: plainLine(part?.name ?? '', MAX_NAME) || receipt.partWithoutName,
          visual: 'bad',
          headline: receipt.partMissing,
          depth: 0,
        }),
      ),
    ],
  };
}

function describePart(part: VerificationResult, words: Words, depth: number): ReceiptPart[] {
  const { visual, headline } = describeOutcome(part, words);
  const name = isAuthentic(part)
    ? plainLine(part.credential?.name ?? '', MAX_NAME) || words.receipt.partWithoutName
    : words.receipt.partUnproven;
  return [
    { name, visual, headline: plainLine(headline), depth },
    ...part.parts.flatMap((inner) => describePart(inner, words, depth + 1)),
  ];
}
