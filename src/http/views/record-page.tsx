import { raw } from 'hono/html';
import type { RecordEntry } from '../../issuer/record/list-contents.ts';
import { describeOutcome, isAuthentic, isEnded } from '../../present/describe-outcome.ts';
import { ResultView } from '../../present/result-view.tsx';
import { SampleMark } from '../../present/sample-mark.tsx';
import { showDay } from '../../present/show-date.ts';
import { VerdictBand } from '../../present/verdict-band.tsx';
import type { Words } from '../../present/words/words.ts';
import { EndedShare } from './ended-share.tsx';
import { Layout } from './layout.tsx';
import type { RecordPageProps } from './page-props.ts';
import { ShareWays } from './share-ways.tsx';

/** What a stranger sees of someone's full record: what is in it, and what of that is in force today. */
export function RecordPage(props: RecordPageProps) {
  const { words, instance, result, shareUrl, contents, qrSvg, fullUrl } = props;
  const { credential } = result;
  // The record's own signature and status say nothing of what is in it: no “valid” above what is not.
  const isAllInForce = contents.every(({ ended }) => ended === undefined);
  const isGood = describeOutcome(result, words).visual === 'good';
  const title = `${credential?.holderName ?? 'Full record'}: ${credential?.name ?? 'full record'}`;
  if (credential === undefined || !isAuthentic(result)) {
    return (
      <Layout instance={instance} title="Full record" isIndexed={false}>
        <ResultView
          words={words}
          result={result}
          checkedBy="server"
          isSample={instance.sample}
          timeZone="UTC"
        />
      </Layout>
    );
  }
  if (isEnded(result)) {
    return (
      <Layout
        instance={instance}
        title={`${describeOutcome(result, words).headline} – ${title}`}
        isIndexed={false}
      >
        <EndedShare {...props} kind="other" credential={credential} />
      </Layout>
    );
  }
  return (
    <Layout instance={instance} title={title} isIndexed={false} script={instance.assets.share}>
      <div class="share">
        {(isAllInForce || !isGood) && (
          <VerdictBand words={words} result={result} checkedBy="server" timeZone="UTC" heading="p" />
        )}
        <EndedContents contents={contents} {...(fullUrl === undefined ? {} : { fullUrl })} />
        <article class="record">
          <p class="record-kind">Full record of</p>
          <h1>{credential.holderName ?? 'its holder'}</h1>
          <p>
            {nameIssuer(props)} signed this record on{' '}
            <time datetime={credential.validFrom}>{showDay(credential.validFrom, words.dates)}</time>. It
            holds {contents.length === 1 ? 'one credential' : `${contents.length} credentials`}, each with its
            own signature.
          </p>
          {instance.sample && <SampleMark words={words} />}
          <Contents words={words} contents={contents} />
          <div class="certificate-foot">
            <div class="qr">{raw(qrSvg)}</div>
            <p>
              Scan, or open <a href={shareUrl}>{shareUrl.replace(/^https?:\/\//, '')}</a> to see whether all
              of it is in force today. This sheet alone proves nothing.
            </p>
          </div>
        </article>
        <ShareWays shareUrl={shareUrl} publicUrl={instance.publicUrl} />
      </div>
    </Layout>
  );
}

function nameIssuer({ instance, result }: RecordPageProps): string {
  return result.credential?.issuer.name ?? instance.name;
}

/** The record was true when it was signed: what ended since is said first. */
function EndedContents({ contents, fullUrl }: Pick<RecordPageProps, 'contents' | 'fullUrl'>) {
  const ended = contents.filter((entry) => entry.ended !== undefined);
  if (ended.length === 0) return null;
  return (
    <section class="record-ended" aria-labelledby="record-ended">
      <h2 id="record-ended">Not all of it is in force any more</h2>
      <p>
        This record was right when it was signed. Since then {ended.length === 1 ? 'one' : ended.length} of
        the {contents.length} credentials in it {ended.length === 1 ? 'has' : 'have'} come to an end:
      </p>
      <ul>
        {ended.map(({ name, ended: state }) => (
          <li>
            {name}: {state === undefined ? '' : ENDED_WORDS[state].toLowerCase()}
          </li>
        ))}
      </ul>
      {fullUrl !== undefined && (
        <p>
          <a href={fullUrl}>The full credential as it is now</a>
        </p>
      )}
    </section>
  );
}

const ENDED_WORDS: Readonly<Record<NonNullable<RecordEntry['ended']>, string>> = {
  withdrawn: 'Withdrawn',
  replaced: 'Replaced by a corrected one',
  'on-hold': 'On hold',
  expired: 'Expired',
  'not-yet-valid': 'Not valid yet',
};

const KIND_HEADINGS: Readonly<Record<RecordEntry['kind'], string>> = {
  full: 'The full credential',
  capstone: 'Capstone',
  micro: 'Micro-credentials',
  other: 'Other credentials',
};

function Contents({ words, contents }: Pick<RecordPageProps, 'words' | 'contents'>) {
  return (
    <>
      {(['full', 'capstone', 'micro', 'other'] as const).map((kind) => {
        const entries = contents.filter((entry) => entry.kind === kind);
        if (entries.length === 0) return null;
        return (
          <section class="record-part">
            <h2>{KIND_HEADINGS[kind]}</h2>
            <ul class="record-list">
              {entries.map((entry) => (
                <Entry words={words} entry={entry} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function Entry({ words, entry }: { words: Words; entry: RecordEntry }) {
  const { name, awardedDate, level, ended } = entry;
  return (
    <li {...(ended === undefined ? {} : { class: 'is-ended' })}>
      <span class="record-name">{name}</span>
      <span class="record-facts">
        {awardedDate !== undefined && (
          <span>
            Awarded <time datetime={awardedDate}>{showDay(awardedDate, words.dates)}</time>
          </span>
        )}
        {level !== undefined && <span>Level: {level}</span>}
        <span class="record-state">{ended === undefined ? 'In force' : ENDED_WORDS[ended]}</span>
      </span>
    </li>
  );
}
