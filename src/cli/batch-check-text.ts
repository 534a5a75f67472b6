import type { BatchReport, ProblemGroup } from '../issuer/batch/batch-report.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { shortId } from './batch-find.ts';
import type { BatchFindings, FullFindings, LackingPerson, PersonInBatch, Shown } from './batch-findings.ts';
import { describeQuestions } from './batch-questions.ts';
import { count, showText } from './batch-terminal.ts';

type Roster = BatchReport['roster'];

const ENCODINGS: Record<Roster['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};
const DELIMITERS: Record<Roster['delimiter'], string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };
const DATE_ORDERS: Record<string, string> = {
  mdy: ' · dates with the month first',
  dmy: ' · dates with the day first',
};
const WHY_IGNORED: Record<string, string> = {
  'not-used': 'nothing is made of it',
  unknown: 'not known here; --column says what it is for',
  asked: 'left out, as you said',
};

/** What a check found, in lines, from the whole to the single row. `names` has achievements' names by code. */
export function describeFindings(
  batch: BatchRecord,
  { report, questions, rows, full }: BatchFindings,
  names: ReadonlyMap<string, string>,
): string[] {
  const title = `${showText(batch.fileName ?? 'Standard input')} is batch ${shortId(batch)}.`;
  if (report === null) return [title, ...describeQuestions(questions)];
  const { problems, warnings, achievements } = report;
  return [
    title,
    ...describeRoster(report.roster),
    '',
    writeCounts(report.counts),
    ...section(
      'Ready, by credential',
      achievements.map(({ code, ready }) => `${ready} × ${code}  ${showText(names.get(code) ?? '')}`),
    ),
    ...section('To fix, by cause', problems.map(describeGroup)),
    ...section(
      'To fix, by line',
      showAll(rows, ({ line, problems: own }) =>
        own.map(({ column, detail }) => {
          const place = column === undefined ? `Line ${line}` : `Line ${line}, ${showText(column)}`;
          return `${place}: ${showText(detail)}`;
        }),
      ),
    ),
    ...section('Worth a look (these stop nothing)', warnings.map(describeGroup)),
    ...describeFulls(full),
  ];
}

/** `47 ready · 0 to fix · 0 already have it · 0 duplicates · 2 warnings`. */
export function writeCounts({
  ready,
  toFix,
  already,
  duplicate,
  warnings,
  notYet,
}: BatchReport['counts']): string {
  return [
    `${ready} ready`,
    `${toFix} to fix`,
    `${already} already ${already === 1 ? 'has' : 'have'} it`,
    count(duplicate, 'duplicate'),
    count(warnings, 'warning'),
    ...(notYet === 0 ? [] : [`${notYet} not yet at the level`]),
  ].join(' · ');
}

/** Who becomes due for the full credential, and what every other lacks. */
export function describeFulls(
  { due, lacking }: FullFindings,
  dueTitle = 'Due for the full credential',
): string[] {
  const sizeOf = ({ items, more }: Shown<unknown>) => items.length + more;
  return [
    ...section(
      `${dueTitle}: ${sizeOf(due)}`,
      showAll(due, (person) => [writePerson(person)]),
    ),
    ...section(
      `Not due yet: ${sizeOf(lacking)}`,
      showAll(lacking, (person) => [`${writePerson(person)}: ${writeLacks(person)}`]),
    ),
  ];
}

/** `3 × Expected a date. (column issued_on; lines 3, 9, 12)`. */
export function describeGroup({ detail, column, count: all, lines }: ProblemGroup): string {
  const more = all > lines.length ? ' …' : '';
  const where = [
    ...(column === undefined ? [] : [`column ${showText(column)}`]),
    ...(lines.length === 0 ? [] : [`line${all === 1 ? '' : 's'} ${lines.join(', ')}${more}`]),
  ];
  return `${all} × ${showText(detail)}${where.length === 0 ? '' : ` (${where.join('; ')})`}`;
}

function describeRoster({ rows, encoding, delimiter, dateOrder, program, columns }: Roster): string[] {
  const used = columns.filter(({ use }) => use !== null);
  const ignored = columns.filter(({ use }) => use === null);
  const width = Math.min(40, Math.max(0, ...columns.map(({ header }) => showText(header).length)));
  const kind = program === null ? 'a credential a row' : `a person a row, program ${program}`;
  return [
    `${count(rows, 'row')} · ${kind} · ${ENCODINGS[encoding]} · ${DELIMITERS[delimiter]}${DATE_ORDERS[dateOrder ?? ''] ?? ''}`,
    ...section(
      'Columns',
      [...used, ...ignored].map(({ header, use, ignored: why }) => {
        const meaning = use === null ? `not used: ${WHY_IGNORED[why ?? ''] ?? 'unclear'}` : `→ ${use}`;
        return `${showText(header).padEnd(width)}  ${meaning}`;
      }),
    ),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function showAll<T>({ items, more }: Shown<T>, write: (item: T) => string[]): string[] {
  return [...items.flatMap(write), ...(more === 0 ? [] : [`and ${more} more`])];
}

function writeLacks({ lacks, reasons }: LackingPerson): string {
  const parts = lacks.length === 0 ? [] : [`lacks ${lacks.join(', ')}.`];
  return showText([...parts, ...reasons].join(' '));
}

function writePerson({ name, line }: PersonInBatch): string {
  return `${showText(name ?? 'no name')}${line === null ? '' : ` (line ${line})`}`;
}
