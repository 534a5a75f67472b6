import { describeOutcome, isAuthentic, isEnded } from '../../present/describe-outcome.ts';
import { ResultView } from '../../present/result-view.tsx';
import { VerdictBand } from '../../present/verdict-band.tsx';
import { WhatWasDone } from '../../present/what-was-done.tsx';
import { Certificate } from './certificate.tsx';
import { EndedShare } from './ended-share.tsx';
import { FullRecord } from './full-record.tsx';
import { Layout } from './layout.tsx';
import type { SharePageProps } from './page-props.ts';
import { SeeIn } from './see-in.tsx';
import { ShareWays } from './share-ways.tsx';

/** What a stranger sees of someone's credential: a certificate that says by itself whether it still holds. */
export function SharePage(props: SharePageProps) {
  const { instance, result, shareUrl, hasBadge = false, achievementUrl, seeIn, fullRecord } = props;
  const { credential } = result;
  const title = `${credential?.holderName ?? 'Credential'}: ${credential?.name ?? 'credential'}`;
  if (credential === undefined || !isAuthentic(result)) {
    return (
      <Layout instance={instance} title="Credential" isIndexed={false}>
        <ResultView result={result} checkedBy="server" isSample={instance.sample} timeZone="UTC" />
      </Layout>
    );
  }
  if (isEnded(result)) {
    const { headline } = describeOutcome(result);
    return (
      <Layout instance={instance} title={`${headline} – ${title}`} isIndexed={false}>
        <EndedShare {...props} credential={credential} />
      </Layout>
    );
  }
  return (
    <Layout instance={instance} title={title} isIndexed={false} script={instance.assets.share}>
      <div class="share">
        <VerdictBand result={result} checkedBy="server" timeZone="UTC" heading="p" />
        <Certificate {...props} credential={credential} />
        <ShareWays shareUrl={shareUrl} publicUrl={instance.publicUrl} hasBadge={hasBadge} />
        {fullRecord !== undefined && <FullRecord offer={fullRecord} />}
        <section class="share-done">
          <h2>What {credential.holderName ?? 'the holder'} did</h2>
          <WhatWasDone credential={credential} isLinked />
          <SeeIn {...seeIn} />
          {achievementUrl !== undefined && (
            <p class="aside">
              <a href={achievementUrl}>How this is earned and assessed</a>
            </p>
          )}
        </section>
      </div>
    </Layout>
  );
}
