import type { CheckName, CheckResult, VerificationResult } from '../../model/verification.ts';
import { CSV_BOM, csvLine } from '../../model/write-csv.ts';
import { describeOutcome, isAuthentic } from '../describe-outcome.ts';
import { nameIssuer, proveIssuer } from '../proven-issuer.ts';
import { plainLine } from '../receipt/plain-line.ts';
import type { Words } from '../words/words.ts';
import type { Applicant } from './applicant.ts';
import type { Entry } from './fold-parts.ts';
import { lineOf } from './group-by-applicant.ts';
import type { Row } from './row.ts';

/** The contract with those who read the file into something: neither names nor order change. */
export const EXPORT_COLUMNS = [
  'checked_at',
  'applicant_typed',
  'name_on_credential',
  'credential',
  'issuer',
  'issuer_recognized',
  'verdict_code',
  'verdict_text',
  'unchanged',
  'in_force',
  'status_checked_at',
  'person_match',
  'valid_from',
  'valid_until',
  'credential_id',
  'link',
  'source_file',
  'sha256',
  'receipt_id',
] as const;
type Cells = Record<(typeof EXPORT_COLUMNS)[number], string>;

export interface ExportInput {
  entries: readonly Entry[];
  /** Each has a line, also where nothing was handed in for it. */
  applicants?: readonly Applicant[];
  /** What was typed for all, where there is no list. */
  person?: { name?: string; email?: string };
  /** Made in practice mode, whatever the verdict. */
  isSample: (result: VerificationResult) => boolean;
  /** By result: what its receipt is called. */
  receiptIds: ReadonlyMap<VerificationResult, string>;
  words: Words;
}

/**
 * All that was found, as a CSV file (RFC 4180, UTF-8 with a byte order mark) in which no cell begins a formula. What an unproven file
 * says is not in it, except for its name and digest. Codes are in English, whatever the language.
 */
export function exportCsv(input: ExportInput): string {
  const { entries, applicants = [], words } = input;
  const rows = entries.flatMap(({ row, parts }) => [row, ...parts]);
  const seen = new Set(rows.flatMap((row) => lineOf(row) ?? []));
  const lines = [
    ...rows.map((row) => describeRow(row, input)),
    ...applicants
      .filter(({ number }) => !seen.has(number))
      .map((applicant) => ({
        ...NOTHING,
        applicant_typed: typed(applicant),
        verdict_code: 'nothing-handed-in',
        verdict_text: words.many.nothingHandedIn,
        link: applicant.link ?? '',
      })),
  ];
  return [
    CSV_BOM,
    csvLine(EXPORT_COLUMNS),
    ...lines.map((cells) => csvLine(EXPORT_COLUMNS.map((column) => inOneCell(cells[column])))),
  ].join('');
}

/**
 * One line, whose letters stand in their order, and no formula in it where a program takes semicolons for the ends of cells, as Excel
 * does in much of the world, whatever stands in quotation marks.
 */
function inOneCell(text: string): string {
  return plainLine(text, MAX_CELL).replaceAll(/;(?=['"\s]*[=+\-@＝＋－＠])/g, ";'");
}

/** Files that were merged have all their names in one. */
const MAX_CELL = 10_000;

const NOTHING = Object.fromEntries(EXPORT_COLUMNS.map((column) => [column, ''])) as Cells;

function describeRow(row: Row, { applicants = [], person, isSample, receiptIds, words }: ExportInput): Cells {
  const applicant = applicants.find(({ number }) => number === lineOf(row));
  const told = {
    ...NOTHING,
    applicant_typed: typed(applicants.length > 0 ? applicant : person),
    link: row.sources.find(({ kind }) => kind === 'link')?.name ?? '',
    source_file: row.sources.flatMap(({ kind, name }) => (kind === 'file' ? [name] : [])).join('; '),
  };
  const { result, problem } = row;
  if (result === undefined)
    return {
      ...told,
      verdict_code: problem === undefined ? 'not-checked' : `no-answer-${problem}`,
      verdict_text: words.many.categories[problem === undefined ? 'waiting' : 'no-answer'],
    };
  const { headline } = describeOutcome(result, words);
  const credential = isAuthentic(result) ? result.credential : undefined;
  return {
    ...told,
    checked_at: result.checkedAt,
    name_on_credential: credential?.holderName ?? '',
    credential: credential?.name ?? '',
    issuer: credential === undefined ? '' : nameIssuer(proveIssuer(credential.issuer, result.trust), words),
    issuer_recognized: YES_NO[outcomeOf(result, 'recognition')],
    verdict_code: isSample(result) && result.verdict === 'valid' ? 'sample' : result.verdict,
    verdict_text: isSample(result) ? `${headline} (${words.many.sample})` : headline,
    unchanged: unchanged(result),
    in_force: inForce(result),
    status_checked_at: statusCheckedAt(row, result),
    person_match: PERSON[outcomeOf(result, 'person')],
    valid_from: credential?.validFrom ?? '',
    valid_until: credential?.validUntil ?? '',
    credential_id: credential?.id ?? '',
    sha256: result.sha256 ?? '',
    receipt_id: receiptIds.get(result) ?? '',
  };
}

function typed(person: { name?: string; email?: string } | undefined): string {
  return [person?.name, person?.email].filter((one) => one !== undefined).join(', ');
}

const YES_NO: Record<CheckResult['outcome'], string> = {
  passed: 'yes',
  warning: 'yes',
  failed: 'no',
  unknown: 'unknown',
  skipped: 'not-checked',
};

const PERSON = { ...YES_NO, warning: 'name-differs' };

function outcomeOf({ checks }: VerificationResult, name: CheckName): CheckResult['outcome'] {
  return checks.find(({ check }) => check === name)?.outcome ?? 'skipped';
}

function unchanged(result: VerificationResult): string {
  if (isAuthentic(result)) return 'yes';
  return result.verdict === 'not-genuine' ? 'no' : 'unknown';
}

/** What nobody publishes withdrawals of is in force as far as its dates go, and no further. */
function inForce(result: VerificationResult): string {
  const outcomes = [outcomeOf(result, 'validity'), outcomeOf(result, 'status')];
  if (!isAuthentic(result)) return 'unknown';
  if (outcomes.includes('failed')) return 'no';
  if (outcomes.includes('unknown')) return 'unknown';
  const isPublished = result.checks.every(({ check, code }) => check !== 'status' || code !== 'no-status');
  if (!isPublished) return 'dates-only';
  return outcomes.includes('skipped') ? 'not-checked' : 'yes';
}

function statusCheckedAt({ stale = [] }: Row, result: VerificationResult): string {
  const outcome = outcomeOf(result, 'status');
  if (outcome === 'skipped' || outcome === 'unknown') return '';
  const oldest = stale.map(({ fetchedAt }) => fetchedAt).sort()[0];
  return oldest ?? result.checkedAt;
}
