import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { describeOutcome, isAuthentic } from './describe-outcome.ts';
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
    return <NotSeen words={words} completeness={completeness} />;
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

function NotSeen({ words, completeness }: { words: Words; completeness: CheckResult | undefined }) {
  if (completeness?.code !== 'parts-not-at-hand') return null;
  return (
    <section class="parts">
      <h2>{words.parts.buildsOn}</h2>
      <p>
        <strong>{words.parts.notChecked}</strong> {words.findings.describe(completeness)}{' '}
        {words.parts.handInTogether}
      </p>
    </section>
  );
}

function PartList({ words, parts }: { words: Words; parts: readonly VerificationResult[] }) {
  return (
    <ul class="part-list">
      {parts.map((part) => {
        const { visual, headline } = describeOutcome(part, words);
        const { credential } = part;
        const level = credential?.levels.map(({ name }) => name).slice(0, 1)[0];
        return (
          <li class={`part part-${visual}`}>
            <StatusIcon visual={visual} />
            <div>
              <p>
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
              </p>
              {part.parts.length > 0 && <PartList words={words} parts={part.parts} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
