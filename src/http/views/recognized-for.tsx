import type { RecognitionStanding } from '../../issuer/recognitions/list-recognitions.ts';
import type { RecognizedFor } from '../../issuer/register/list-register-issuers.ts';
import { SafeLink } from '../../present/safe-link.tsx';
import { showDay } from '../../present/show-date.ts';
import { ENGLISH } from '../../present/words/english/english.ts';

const STANDING_WORDS: Readonly<Record<RecognitionStanding, string>> = {
  'in-force': 'In force',
  'not-yet': 'Not yet',
  'on-hold': 'On hold',
  expired: 'Ended',
  revoked: 'Withdrawn',
  dropped: 'Not counted any more',
};

export function Standing({ standing }: { standing: RecognitionStanding }) {
  return <span class={`standing standing-${standing}`}>{STANDING_WORDS[standing]}</span>;
}

/** The issuer as a whole, or the one achievement. */
export function Subject({ entry }: { entry: RecognizedFor['entry'] }) {
  const { achievement } = entry;
  if (achievement === undefined) return <>The issuer as a whole</>;
  const { id, name, humanCode, version } = achievement;
  return (
    <>
      {humanCode !== undefined && <span class="code">{humanCode}</span>}{' '}
      <SafeLink url={id} isLinked>
        {name}
      </SafeLink>
      {version !== undefined && <span class="from">Version {version} only</span>}
    </>
  );
}

export function day(date: Date): string {
  return showDay(date.toISOString(), ENGLISH.dates) ?? '';
}

/** Of an address what people know: its host. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
