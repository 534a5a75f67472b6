import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { describeOutcome, isAuthentic } from './describe-outcome.ts';
import { isPart } from './is-part.ts';
import { QuestionRows } from './question-rows.tsx';
import { StatusIcon } from './status-icon.tsx';
import type { Words } from './words/words.ts';

/** What a credential builds on, or what is in a record: each with its own answer, and what is missing. */
export function Parts({ words, result }: { words: Words; result: VerificationResult }) {
  const completeness = result.checks.find(({ check }) => check === 'completeness');
  const missing = (completeness?.findings ?? (completeness === undefined ? [] : [completeness])).filter(
    ({ code }) => code === 'part-missing',
  );
  const { parts } = completeness ?? {};
  if (result.parts.length === 0 && missing.length === 0)
    return <NotSeen words={words} result={result} completeness={completeness} />;
  return (
    <section class="parts">
      <h2>
        {result.credential === undefined
          ? words.parts.handedIn
          : result.credential.isRecord
            ? words.parts.contents
            : words.parts.buildsOn}
        {parts !== undefined && `: ${words.parts.hold(parts.good, parts.named)}`}
      </h2>
      <PartList words={words} parts={result.parts} />
      {missing.length > 0 && (
        <ul class="part-list">
          {missing.map(({ part }) => (
            <li class="part part-bad">
              <StatusIcon visual="bad" />
              <p>
                <bdi>{part?.name ?? words.parts.nameless}</bdi>: <strong>{words.parts.missing}</strong>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NotSeen({ words, result, completeness }: NotSeenProps) {
  if (completeness?.code !== 'parts-not-at-hand') return null;
  const names = (result.credential?.evidence ?? []).filter(isPart).flatMap(({ name }) => name ?? []);
  return (
    <section class="parts">
      <h2>{words.parts.buildsOn}</h2>
      <p>
        <strong>{words.parts.notChecked}</strong> {words.findings.describe(completeness)}{' '}
        {words.parts.handInTogether}
      </p>
      {isAuthentic(result) && names.length > 0 && (
        <ul class="part-list">
          {names.map((name) => (
            <li class="part part-neutral">
              <StatusIcon visual="neutral" />
              <p>{name}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface NotSeenProps {
  words: Words;
  result: VerificationResult;
  completeness: CheckResult | undefined;
}

/** Each with its own answer, which opens to its own four questions. */
function PartList({ words, parts }: { words: Words; parts: readonly VerificationResult[] }) {
  return (
    <ul class="part-list">
      {parts.map((part) => (
        <PartItem words={words} part={part} />
      ))}
    </ul>
  );
}

function PartItem({ words, part }: { words: Words; part: VerificationResult }) {
  const { visual, headline } = describeOutcome(part, words);
  const { credential, verdict } = part;
  const level = credential?.levels[0]?.name;
  const line = (
    <>
      {isAuthentic(part) ? (
        <>
          <bdi>{credential?.name ?? words.parts.nameless}</bdi>
          {part.parts.length === 0 && level !== undefined && (
            <>
              {' '}
              – <bdi>{level}</bdi>
            </>
          )}
        </>
      ) : (
        words.parts.unreliable
      )}
      : <strong>{headline}</strong>
    </>
  );
  return (
    <li class={`part part-${visual}`}>
      <StatusIcon visual={visual} />
      <div>
        {/* Of what cannot be read there is nothing to ask. */}
        {verdict === 'unreadable' || credential === undefined ? (
          <p>{line}</p>
        ) : (
          <details class="part-answers">
            <summary class="part-line">{line}</summary>
            <QuestionRows words={words} result={part} />
          </details>
        )}
        {part.parts.length > 0 && <PartList words={words} parts={part.parts} />}
      </div>
    </li>
  );
}
