import { describeRelation } from '../../present/relation-words.ts';
import type { TranslatedEntry, Translation } from '../../program/translate-alignments.ts';

export interface SeeInProps {
  /** Every framework that has anything for this achievement. */
  translations: readonly Translation[];
  /** Code of the framework that the reader picked. */
  chosen?: string;
  /** What stays in the address when another framework is picked. */
  query?: Readonly<Record<string, string>>;
}

/** For a reader who knows another framework: plain links to pick one, and what the achievement is in it. */
export function SeeIn({ translations, chosen, query = {} }: SeeInProps) {
  const shown = translations.find(({ framework }) => framework.code === chosen);
  if (translations.length < 2 && shown === undefined) return null;
  return (
    <section class="see-in" id="see-in">
      <h2>See this in another framework</h2>
      <ul class="see-in-choices">
        {translations.map(({ framework: { code, title, publisher } }) => (
          <li>
            <a
              href={`?${new URLSearchParams({ ...query, framework: code })}#see-in`}
              {...(code === shown?.framework.code ? { 'aria-current': 'true' } : {})}
            >
              {title}
            </a>
            {publisher !== undefined && <span class="from">{publisher}</span>}
          </li>
        ))}
      </ul>
      {shown !== undefined && <Shown translation={shown} />}
    </section>
  );
}

function Shown({ translation: { framework, entries } }: { translation: Translation }) {
  const hasReasons = entries.some(({ reasons }) => reasons.length > 0);
  return (
    <>
      <h3>{framework.title}</h3>
      {hasReasons && (
        <p class="aside">
          A crosswalk compares standards; it says nothing about how well anyone met them, and nobody was
          assessed by these. Each pair has its reason.
        </p>
      )}
      <ul class="alignments corresponding">
        {entries.map((entry) => (
          <li>
            <Entry framework={framework} entry={entry} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Entry({
  framework,
  entry: { entry, isClaimed, reasons },
}: {
  framework: Translation['framework'];
  entry: TranslatedEntry;
}) {
  return (
    <>
      <p class="corresponding-entry">
        <Code entry={entry} />
        <a href={entry.item.url ?? `/frameworks/${framework.code}#${entry.code}`} rel="noopener noreferrer">
          {entry.title}
        </a>
        {isClaimed && ' '}
        {isClaimed && <span class="tag">The program aligns to it</span>}
      </p>
      {reasons.map(({ of, pair }) => (
        <p class="reason">
          <strong>{describeRelation(pair.relation, pair.isReversed)}</strong> <Code entry={of} />
          {of.title}
          <span class="rationale">{pair.rationale}</span>
          {pair.source !== undefined && (
            <a class="from" href={pair.source} rel="noopener noreferrer">
              Source: {new URL(pair.source).host}
            </a>
          )}
        </p>
      ))}
    </>
  );
}

/** A code that only spells the title again tells people nothing. */
function Code({ entry: { code, title } }: { entry: TranslatedEntry['entry'] }) {
  const spelled = title.toLowerCase().match(/[a-z0-9]+/g);
  if (spelled?.join('-') === code) return null;
  return (
    <>
      <span class="code">{code}</span>{' '}
    </>
  );
}
