import { describeOutcome, isAuthentic, isEnded } from '../../present/describe-outcome.ts';
import { IndependentCheck } from '../../present/independent-check.tsx';
import { ResultView } from '../../present/result-view.tsx';
import { VerdictBand } from '../../present/verdict-band.tsx';
import { WhatWasDone } from '../../present/what-was-done.tsx';
import { Certificate } from './certificate.tsx';
import { EndedShare } from './ended-share.tsx';
import { FullRecord } from './full-record.tsx';
import { Layout } from './layout.tsx';
import { listTranslations } from './list-translations.ts';
import type { SharePageProps } from './page-props.ts';
import { SeeIn } from './see-in.tsx';
import { ShareWays } from './share-ways.tsx';

/** What a stranger sees of someone's credential: a certificate that says by itself whether it still holds. */
export function SharePage(props: SharePageProps) {
  const { words, instance, result, shareUrl, hasBadge = false, achievementUrl, seeIn, fullRecord } = props;
  const { credential } = result;
  const title = words.share.title(credential?.holderName, credential?.name);
  const frame = { words, instance, isIndexed: false, translations: listTranslations(words.language) };
  if (credential === undefined || !isAuthentic(result)) {
    return (
      <Layout {...frame} title={words.share.credential}>
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
    const { headline } = describeOutcome(result, words);
    return (
      <Layout {...frame} title={`${headline} – ${title}`}>
        <EndedShare {...props} credential={credential} />
      </Layout>
    );
  }
  return (
    <Layout {...frame} title={title} script={instance.assets.share}>
      <div class="share">
        <VerdictBand words={words} result={result} checkedBy="server" timeZone="UTC" heading="p" />
        <Certificate {...props} credential={credential} />
        <ShareWays words={words} shareUrl={shareUrl} publicUrl={instance.publicUrl} hasBadge={hasBadge} />
        {fullRecord !== undefined && <FullRecord words={words} offer={fullRecord} />}
        <section class="share-done">
          <h2>{words.done.heading(credential.holderName)}</h2>
          <WhatWasDone words={words} credential={credential} isLinked />
          {/* Frameworks and what corresponds to what are said in English only. */}
          <div lang="en">
            <SeeIn {...seeIn} />
          </div>
          {achievementUrl !== undefined && (
            <p class="aside">
              <a href={achievementUrl}>{words.share.howEarned}</a>
            </p>
          )}
        </section>
        <IndependentCheck words={words} result={result} site={instance.publicUrl} link={shareUrl} />
      </div>
    </Layout>
  );
}
