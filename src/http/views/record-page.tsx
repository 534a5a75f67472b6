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
import { listTranslations } from './list-translations.ts';
import type { RecordPageProps } from './page-props.ts';
import { ShareWays } from './share-ways.tsx';

/** What a stranger sees of someone's full record: what is in it, and what of that is in force today. */
export function RecordPage(props: RecordPageProps) {
  const { words, instance, result, shareUrl, contents, qrSvg, fullUrl } = props;
  const { credential } = result;
  // The record's own signature and status say nothing of what is in it: no “valid” above what is not.
  const isAllInForce = contents.every(({ ended }) => ended === undefined);
  const isGood = describeOutcome(result, words).visual === 'good';
  const { record } = words;
  const title = record.title(credential?.holderName, credential?.name);
  const frame = { words, instance, isIndexed: false, translations: listTranslations(words.language) };
  if (credential === undefined || !isAuthentic(result)) {
    return (
      <Layout {...frame} title={record.fullRecord}>
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
      <Layout {...frame} title={`${describeOutcome(result, words).headline} – ${title}`}>
        <EndedShare {...props} kind="other" credential={credential} />
      </Layout>
    );
  }
  return (
    <Layout {...frame} title={title} script={instance.assets.share}>
      <div class="share">
        {(isAllInForce || !isGood) && (
          <VerdictBand words={words} result={result} checkedBy="server" timeZone="UTC" heading="p" />
        )}
        <EndedContents words={words} contents={contents} {...(fullUrl === undefined ? {} : { fullUrl })} />
        <article class="record">
          <p class="record-kind">{record.of}</p>
          <h1>{credential.holderName ?? record.nobody}</h1>
          <p>
            {nameIssuer(props)} {record.signed}{' '}
            <time datetime={credential.validFrom}>{showDay(credential.validFrom, words.dates)}</time>.{' '}
            {record.holds(contents.length)}
          </p>
          {instance.sample && <SampleMark words={words} />}
          <Contents words={words} contents={contents} />
          <div class="certificate-foot">
            <div class="qr">{raw(qrSvg)}</div>
            <p>
              {record.scan[0]}
              <a href={shareUrl}>{shareUrl.replace(/^https?:\/\//, '')}</a>
              {record.scan[1]}
            </p>
          </div>
        </article>
        <ShareWays words={words} shareUrl={shareUrl} publicUrl={instance.publicUrl} />
      </div>
    </Layout>
  );
}

function nameIssuer({ instance, result }: RecordPageProps): string {
  return result.credential?.issuer.name ?? instance.name;
}

/** The record was true when it was signed: what ended since is said first. */
function EndedContents({
  words,
  contents,
  fullUrl,
}: Pick<RecordPageProps, 'words' | 'contents' | 'fullUrl'>) {
  const { record } = words;
  const ended = contents.filter((entry) => entry.ended !== undefined);
  if (ended.length === 0) return null;
  return (
    <section class="record-ended" aria-labelledby="record-ended">
      <h2 id="record-ended">{record.notAllInForce}</h2>
      <p>{record.endedSince(ended.length, contents.length)}</p>
      <ul>
        {ended.map(({ name, ended: state }) => (
          <li>
            {name}: {state === undefined ? '' : record.states[state].toLowerCase()}
          </li>
        ))}
      </ul>
      {fullUrl !== undefined && (
        <p>
          <a href={fullUrl}>{record.fullAsItIsNow}</a>
        </p>
      )}
    </section>
  );
}

function Contents({ words, contents }: Pick<RecordPageProps, 'words' | 'contents'>) {
  return (
    <>
      {(['full', 'capstone', 'micro', 'other'] as const).map((kind) => {
        const entries = contents.filter((entry) => entry.kind === kind);
        if (entries.length === 0) return null;
        return (
          <section class="record-part">
            <h2>{words.record.kinds[kind]}</h2>
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
            {words.record.awarded} <time datetime={awardedDate}>{showDay(awardedDate, words.dates)}</time>
          </span>
        )}
        {level !== undefined && <span>{words.record.level(level)}</span>}
        <span class="record-state">
          {ended === undefined ? words.record.inForce : words.record.states[ended]}
        </span>
      </span>
    </li>
  );
}
