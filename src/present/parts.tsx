import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { describeOutcome } from './describe-outcome.ts';
import { StatusIcon } from './status-icon.tsx';

/** What a credential builds on, or what is in a record: each with its own answer, and what is missing. */
export function Parts({ result }: { result: VerificationResult }) {
  const completeness = result.checks.find(({ check }) => check === 'completeness');
  const missing = (completeness?.findings ?? (completeness === undefined ? [] : [completeness])).filter(
    ({ code }) => code === 'part-missing',
  );
  const { parts } = completeness ?? {};
  if (result.parts.length === 0 && missing.length === 0) return <NotSeen completeness={completeness} />;
  return (
    <section class="parts">
      <h2>
        {result.credential === undefined
          ? 'What was handed in'
          : result.credential.isRecord
            ? 'What is in it'
            : 'What it builds on'}
        {parts !== undefined && (
          <>
            : {parts.good} of {parts.named} hold
          </>
        )}
      </h2>
      <PartList parts={result.parts} />
      {missing.length > 0 && (
        <ul class="part-list">
          {missing.map(({ part }) => (
            <li class="part part-bad">
              <StatusIcon visual="bad" />
              <p>
                {part?.name ?? 'A part without a name'}: <strong>Missing</strong>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NotSeen({ completeness }: { completeness: CheckResult | undefined }) {
  if (completeness?.code !== 'parts-not-at-hand') return null;
  return (
    <section class="parts">
      <h2>What it builds on</h2>
      <p>
        <strong>Not checked.</strong> {completeness.detail} Drop it here, or drop the parts together with this
        one.
      </p>
    </section>
  );
}

function PartList({ parts }: { parts: readonly VerificationResult[] }) {
  return (
    <ul class="part-list">
      {parts.map((part) => {
        const { visual, headline } = describeOutcome(part);
        const { credential, verdict } = part;
        const level = credential?.levels.map(({ name }) => name).slice(0, 1)[0];
        return (
          <li class={`part part-${visual}`}>
            <StatusIcon visual={visual} />
            <div>
              <p>
                {verdict === 'not-genuine' || verdict === 'unreadable' ? (
                  'A part that cannot be relied on'
                ) : (
                  <>
                    {credential?.name ?? 'A part without a name'}
                    {part.parts.length === 0 && level !== undefined && <> – {level}</>}
                  </>
                )}
                : <strong>{headline}</strong>
              </p>
              {part.parts.length > 0 && <PartList parts={part.parts} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
