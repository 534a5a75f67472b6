import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import type { RosterEncoding } from '../../src/roster/examine-bytes.ts';
import { readRoster } from '../../src/roster/read-roster.ts';
import type { RosterLimits } from '../../src/roster/roster-limits.ts';
import type { RosterRow } from '../../src/roster/roster-row.ts';
import type { RosterSettings } from '../../src/roster/roster-settings.ts';
import type { RosterSource } from '../../src/roster/roster-source.ts';
import type { RosterSurvey } from '../../src/roster/roster-survey.ts';
import { surveyRoster } from '../../src/roster/survey-roster.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');

export type Encoding = RosterEncoding | 'utf-8-bom' | 'utf-16le-bom' | 'utf-16be-bom';

export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'windows-1252':
      return Uint8Array.from(text, (character) => CP1252.indexOf(character));
    case 'utf-16le':
      return utf16(text, true);
    case 'utf-16be':
      return utf16(text, false);
    default:
      return encode(`\ufeff${text}`, encoding.slice(0, -4) as RosterEncoding);
  }
}

/** By byte, what Windows-1252 has. */
export const CP1252 = [
  ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, i) => i)),
];

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

/** The text or bytes as a source, in chunks of this size; counts nothing and can be opened any number of times. */
export function sourceOf(content: string | Uint8Array, chunkSize = 65_536): RosterSource {
  const bytes = typeof content === 'string' ? encode(content, 'utf-8') : content;
  return {
    async *open() {
      for (let i = 0; i < bytes.length; i += chunkSize) yield bytes.subarray(i, i + chunkSize);
    },
  };
}

export function survey(
  content: string | Uint8Array | RosterSource,
  settings: RosterSettings = {},
  limits?: RosterLimits,
): Promise<RosterSurvey> {
  return surveyRoster(asSource(content), SHIPPED_PROGRAMS, settings, limits);
}

/** Both readings; fails while there are open questions. */
export async function read(
  content: string | Uint8Array | RosterSource,
  settings: RosterSettings = {},
): Promise<RosterRow[]> {
  const source = asSource(content);
  const found = await surveyRoster(source, SHIPPED_PROGRAMS, settings);
  const rows: RosterRow[] = [];
  for await (const row of readRoster(source, found, SHIPPED_PROGRAMS, settings, NOW)) rows.push(row);
  return rows;
}

/** The only row of a roster of one row, given as an object of header and cell. */
export async function readOne(
  cells: Record<string, string>,
  settings: RosterSettings = {},
): Promise<RosterRow> {
  const [row] = await read(table(Object.keys(cells), [Object.values(cells)]), settings);
  if (!row) throw new Error('No row');
  return row;
}

/** A person and a credential to whom one thing is changed. */
export const GOOD: Record<string, string> = {
  email: 'ana.nunez@district.example',
  full_name: 'Ana Núñez',
  credential_code: 'tlms-1',
  level: 'proficient',
};

/** Plain CSV: every cell quoted, no cell made safe. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [headers, ...rows].map((cells) => `${line(cells)}\n`).join('');
}

export function codesOf(problems: readonly { column?: string; code: string }[]): string[] {
  return problems.map(({ column, code }) => (column === undefined ? code : `${column}: ${code}`));
}

function asSource(content: string | Uint8Array | RosterSource): RosterSource {
  return typeof content === 'string' || content instanceof Uint8Array ? sourceOf(content) : content;
}
