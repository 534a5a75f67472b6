import { verifierPath } from '../../present/verifier-path.ts';
import type { Words } from '../../present/words/words.ts';

/** The table's frame before any row is in it. What changes later is found again by its `data-many`. */
export function ManyFrame({ words }: { words: Words }) {
  const { many } = words;
  const { columns } = many;
  return (
    <section class="many" aria-labelledby="many-heading">
      <h1 id="many-heading" class="check-heading" tabindex={-1}>
        {many.heading}
      </h1>
      <p class="many-progress">
        <progress data-many="bar" aria-labelledby="many-progress-text" value="0" max="1"></progress>
        <span id="many-progress-text" data-many="progress"></span>
      </p>
      <p class="form-problem" data-many="problem" tabindex={-1} hidden></p>
      <fieldset class="many-filters" aria-label={many.filterLabel} data-many="filters"></fieldset>
      <p class="actions many-actions">
        <Action name="cancel" text={many.cancel} />
        <Action name="retry" text="" isHidden />
        <Action name="group" text={many.group} isPressed={false} />
        <Action name="add" text={many.addMore} />
        <Action name="csv" text={many.exportCsv} />
        <Action name="print" text={many.print} />
        <Action name="receipts" text={many.receipts} />
        <a class="button button-quiet" href={verifierPath(words.language)} data-action="check-another">
          {many.checkOthers}
        </a>
      </p>
      <table class="many-table">
        <caption class="visually-hidden">{many.caption}</caption>
        <thead>
          <tr>
            {[
              columns.result,
              columns.name,
              columns.credential,
              columns.issuer,
              columns.dates,
              columns.source,
            ].map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
      </table>
    </section>
  );
}

/** How many columns there are: what goes across all of them says so. */
export const COLUMNS = 6;

function Action({
  name,
  text,
  isHidden,
  isPressed,
}: {
  name: string;
  text: string;
  isHidden?: boolean;
  isPressed?: boolean;
}) {
  return (
    <button
      type="button"
      class="button button-quiet"
      data-many={name}
      {...(isHidden ? { hidden: true } : {})}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed ? 'true' : 'false' })}
    >
      {text}
    </button>
  );
}
