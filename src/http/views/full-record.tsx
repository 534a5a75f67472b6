import type { Words } from '../../present/words/words.ts';
import type { FullRecordOffer } from './page-props.ts';

/** On the page of a full credential: everything at once, for whoever wants to see the parts too. A plain form makes it. */
export function FullRecord({ words, offer }: { words: Words; offer: FullRecordOffer }) {
  const { record } = words.share;
  return (
    <section class="full-record" aria-labelledby="full-record">
      <h2 id="full-record">{record.heading}</h2>
      {offer.state === 'none' ? <p>{record.none}</p> : <p>{record.about}</p>}
      {offer.state === 'to-make' && (
        <form method="post" action={offer.action}>
          <button type="submit" class="button button-quiet">
            {record.make}
          </button>
        </form>
      )}
      {offer.state === 'made' && (
        <p class="actions">
          {offer.pageUrl !== undefined && (
            <a class="button button-quiet" href={offer.pageUrl}>
              {record.open}
            </a>
          )}
          <a class="button button-quiet" href={offer.fileUrl} download="full-record.json">
            {record.download}
          </a>
        </p>
      )}
    </section>
  );
}
