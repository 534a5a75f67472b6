import { describeOutcome, isAuthentic } from '../../present/describe-outcome.ts';
import { categorize } from '../../present/many/categorize.ts';
import type { Entry } from '../../present/many/fold-parts.ts';
import type { Row } from '../../present/many/row.ts';
import { nameIssuer, proveIssuer } from '../../present/proven-issuer.ts';
import { showDay } from '../../present/show-date.ts';
import { StatusIcon } from '../../present/status-icon.tsx';
import type { ManyWords } from '../../present/words/many-words.ts';
import type { Words } from '../../present/words/words.ts';

export interface RowCellsProps extends Entry {
  words: Words;
  isOpen: boolean;
  /** Another row has its id and other content. */
  hasSameId: boolean;
  /** There is a list of applicants, and it is on nobody's line. */
  isUnlisted: boolean;
  isSample: boolean;
}

/**
 * The cells of one row. What a file says of itself stands in it only once its signature holds; what its reader knows, the name of the
 * file or the link, stands there always.
 */
export function RowCells(props: RowCellsProps) {
  const { row, words } = props;
  const { many } = words;
  const { result } = row;
  const credential = result !== undefined && isAuthentic(result) ? result.credential : undefined;
  const isProven = credential !== undefined;
  const unproven = result === undefined ? '' : many.notShown;
  return (
    <>
      <td class="many-result">
        <Verdict {...props} />
        <Notes {...props} />
      </td>
      <th scope="row" data-label={many.columns.name}>
        {isProven ? <bdi>{credential.holderName ?? many.noName}</bdi> : <Faint text={unproven} />}
      </th>
      <td data-label={many.columns.credential}>
        {isProven ? <bdi>{credential.name ?? ''}</bdi> : <Faint text={unproven} />}
      </td>
      <td data-label={many.columns.issuer}>
        {isProven && result !== undefined ? (
          <bdi>{nameIssuer(proveIssuer(credential.issuer, result.trust), words)}</bdi>
        ) : (
          <Faint text={unproven} />
        )}
      </td>
      <td data-label={many.columns.dates}>
        {isProven && <Dates from={credential.validFrom} until={credential.validUntil} words={words} />}
      </td>
      <td data-label={many.columns.source} class="many-source">
        <Sources row={row} many={many} />
      </td>
    </>
  );
}

function Verdict({ row, words: { many }, words, isOpen }: RowCellsProps) {
  const category = categorize(row);
  const word = row.state === 'checking' ? many.checking : many.categories[category];
  if (row.result === undefined)
    return (
      <span class="many-verdict">
        {row.state === 'failed' ? (
          <StatusIcon visual="neutral" />
        ) : (
          <span
            class={row.state === 'checking' ? 'spinner spinner-active' : 'spinner'}
            aria-hidden="true"
          ></span>
        )}
        {word}
      </span>
    );
  return (
    <button
      type="button"
      class="many-open"
      data-row={row.number}
      aria-expanded={isOpen ? 'true' : 'false'}
      {...(isOpen ? { 'aria-controls': `many-detail-${row.number}` } : {})}
    >
      <StatusIcon visual={describeOutcome(row.result, words).visual} />
      <span>
        {word}
        <span class="visually-hidden">, {many.details}</span>
      </span>
    </button>
  );
}

function Notes({ row, parts, words: { many }, hasSameId, isUnlisted, isSample }: RowCellsProps) {
  const person = row.result?.checks.find(({ check }) => check === 'person');
  const notes = [
    ...(row.problem === undefined ? [] : [many.problems[row.problem]]),
    ...(isSample && row.result?.verdict !== 'sample' ? [many.categories.sample] : []),
    ...(person?.outcome === 'warning' ? [many.nameDiffers] : []),
    ...(person?.outcome === 'unknown' ? [many.personUnknown] : []),
    ...(hasSameId ? [many.sameId] : []),
    ...(isUnlisted && row.state === 'answered' ? [many.listUnmatched] : []),
    ...(parts.length === 0 ? [] : [many.partsFolded(parts.length)]),
  ];
  return (
    <>
      {notes.map((note) => (
        <span class="many-note">{note}</span>
      ))}
    </>
  );
}

interface DatesProps {
  from?: string | undefined;
  until?: string | undefined;
  words: Words;
}

function Dates({ from, until, words: { many, dates } }: DatesProps) {
  const [start, end] = [showDay(from, dates), showDay(until, dates)];
  return (
    <>
      {start !== undefined && <span class="many-date">{many.since(start)} </span>}
      <span class="many-date">{end === undefined ? many.noEnd : many.until(end)}</span>
    </>
  );
}

function Sources({ row, many }: { row: Row; many: ManyWords }) {
  const [first, ...others] = row.sources;
  const names = row.sources.map(({ name }) => name || many.pasted);
  return (
    <>
      <bdi>{first?.name || many.pasted}</bdi>
      {others.length > 0 && (
        <span class="many-note" title={names.join('\n')}>
          {many.moreSources(others.length)}
        </span>
      )}
    </>
  );
}

function Faint({ text }: { text: string }) {
  return <span class="many-faint">{text}</span>;
}
