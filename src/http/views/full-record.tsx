import type { FullRecordOffer } from './page-props.ts';

/** On the page of a full credential: everything at once, for whoever wants to see the parts too. A plain form makes it. */
export function FullRecord({ offer }: { offer: FullRecordOffer }) {
  return (
    <section class="full-record" aria-labelledby="full-record">
      <h2 id="full-record">The full record</h2>
      {offer.state === 'none' ? (
        <p>There is no full record now: a credential that it would hold is not in force.</p>
      ) : (
        <p>
          One file with this credential and every credential that it is composed of, each with its own
          signature. It proves everything at once, also without this site.
        </p>
      )}
      {offer.state === 'to-make' && (
        <form method="post" action={offer.action}>
          <button type="submit" class="button button-quiet">
            Get the full record
          </button>
        </form>
      )}
      {offer.state === 'made' && (
        <p class="actions">
          {offer.pageUrl !== undefined && (
            <a class="button button-quiet" href={offer.pageUrl}>
              Open the full record
            </a>
          )}
          <a class="button button-quiet" href={offer.fileUrl} download="full-record.json">
            Download the full record (JSON)
          </a>
        </p>
      )}
    </section>
  );
}
