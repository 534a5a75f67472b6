import { raw } from 'hono/html';
import type { CredentialSummary } from '../../model/verification.ts';
import { renderBadgeSvg } from '../../present/badge-image.ts';
import { describeOutcome } from '../../present/describe-outcome.ts';
import { nameProven, proveIssuer } from '../../present/proven-issuer.ts';
import { quote } from '../../present/quote.ts';
import { SampleMark } from '../../present/sample-mark.tsx';
import { showDay } from '../../present/show-date.ts';
import type { SharePageProps } from './page-props.ts';

type CertificateProps = Omit<SharePageProps, 'seeIn'> & { credential: CredentialSummary };

/** One sheet that reads like a certificate, on a screen and on paper. What no longer holds is stamped so. */
export function Certificate({
  words,
  instance,
  result,
  credential,
  kind,
  shareUrl,
  qrSvg,
  achievementUrl,
}: CertificateProps) {
  const { award } = words;
  const { certificate } = words.share;
  const { visual, headline } = describeOutcome(result, words);
  const awarded = credential.awardedDate ?? credential.validFrom;
  const until = showDay(credential.validUntil, words.dates);
  return (
    <article class={`certificate certificate-${visual}`}>
      <div class="certificate-badge">
        {raw(
          renderBadgeSvg({
            code: codeOf(achievementUrl),
            name: credential.achievementName ?? credential.name ?? words.share.credential,
            kind: kind === 'other' ? 'micro' : kind,
            issuerName: credential.issuer.name ?? instance.name,
            sample: instance.sample,
          }),
        )}
        {visual !== 'good' && (
          <p class={`stamp stamp-${visual}`} aria-hidden="true">
            {headline.split(' – ')[0]}
          </p>
        )}
      </div>
      <div class="certificate-text">
        <Issuer words={words} credential={credential} instance={instance} />
        <p class="certificate-link-word">{award.awarded}</p>
        <h1>{credential.name ?? certificate.nameless}</h1>
        <p class="certificate-link-word">{award.to}</p>
        <p class="certificate-holder">{credential.holderName ?? certificate.nobody}</p>
        <p class="certificate-date">
          {awarded !== undefined && <time datetime={awarded}>{showDay(awarded, words.dates)}</time>}
          <span aria-hidden="true"> · </span>
          {until === undefined ? certificate.noEnd : certificate.validThrough(until)}
        </p>
        {instance.sample && <SampleMark words={words} />}
      </div>
      <CertificateFacts words={words} credential={credential} />
      <div class="certificate-foot">
        <div class="qr">{raw(qrSvg)}</div>
        <p>
          {certificate.scan[0]}
          <a href={shareUrl}>{shareUrl.replace(/^https?:\/\//, '')}</a>
          {certificate.scan[1]}
        </p>
      </div>
    </article>
  );
}

/** Our own name needs no quotation marks on our own site; anyone else's is only what they call themselves. */
function Issuer({
  words,
  credential,
  instance,
}: Pick<CertificateProps, 'words' | 'credential' | 'instance'>) {
  const issuer = proveIssuer(credential.issuer);
  const { claimedName } = issuer;
  const proven = nameProven(issuer, words);
  const isOurs = issuer.address?.split('/')[0] === new URL(instance.publicUrl).host;
  return (
    <p class="certificate-issuer">
      <strong>{isOurs ? (claimedName ?? instance.name) : proven}</strong>
      <span class="domain">
        {isOurs
          ? proven
          : claimedName === undefined
            ? ''
            : words.share.certificate.callsItself(quote(claimedName))}
      </span>
    </p>
  );
}

/** How it was assessed. On paper the sheet stands alone, so what else matters comes with it there. */
function CertificateFacts({ words, credential }: Pick<CertificateProps, 'words' | 'credential'>) {
  const { done } = words;
  const { levels, assessor, role, term, alignments } = credential;
  const level = [...new Set(levels.map(({ name }) => name))].join(', ');
  const aligned = [...new Set(alignments.map(nameAlignment))].slice(0, 8).join('; ');
  return (
    <dl class="certificate-facts">
      <CertificateFact name={levels.length > 1 ? done.levels : done.level} value={level} />
      <CertificateFact name={done.assessedBy} value={assessor ?? ''} />
      <CertificateFact name={done.role} value={[role, term].filter(Boolean).join(', ')} isOnlyPrinted />
      <CertificateFact name={words.share.certificate.alignedTo} value={aligned} isOnlyPrinted />
    </dl>
  );
}

function CertificateFact(props: { name: string; value: string; isOnlyPrinted?: boolean }) {
  if (props.value === '') return null;
  return (
    <div {...(props.isOnlyPrinted === true ? { class: 'only-printed' } : {})}>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function nameAlignment({ name, framework, code }: CredentialSummary['alignments'][number]): string {
  return [framework, code].filter(Boolean).join(' ') || name;
}

function codeOf(achievementUrl: string | undefined): string {
  if (achievementUrl === undefined || !URL.canParse(achievementUrl, 'https://host.invalid')) return '';
  return new URL(achievementUrl, 'https://host.invalid').pathname.split('/').at(-1) ?? '';
}
