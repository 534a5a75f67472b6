import { completeLink } from '../../model/complete-link.ts';
import { headerKey } from '../../model/header-key.ts';
import type { Applicant } from './applicant.ts';
import { type ListProblem, readCells } from './read-cells.ts';

/** What a CSV file is: a list of applicants, or a column of links. */
export type ReadList =
  | { ok: true; kind: 'applicants'; applicants: Applicant[] }
  | { ok: true; kind: 'links'; links: string[] }
  | { ok: false; problem: ListProblem };

/** Spellings of the columns' headers in English and Spanish, as `headerKey` has them. */
const HEADERS = {
  name: [
    ...['applicant', 'applicantname', 'name', 'fullname', 'candidate', 'candidatename', 'teacher', 'person'],
    ...['solicitante', 'nombre', 'nombrecompleto', 'nombreyapellidos', 'candidato', 'candidata', 'aspirante'],
    ...['docente', 'maestro', 'maestra', 'postulante'],
  ],
  email: ['email', 'emailaddress', 'mail', 'correo', 'correoelectronico', 'direcciondecorreo'],
  link: [
    ...['link', 'links', 'url', 'credential', 'credentiallink', 'credentialurl', 'badge', 'badgelink'],
    ...['enlace', 'enlaces', 'vinculo', 'liga', 'credencial', 'enlacedelacredencial', 'insignia'],
  ],
} as const;

/**
 * A list of applicants has a header with `applicant`, `email` or both, and may have `link`; a list of links has a `link` column, or no
 * header and nothing but links in one of its columns. Other columns are passed over.
 */
export async function readList(text: string): Promise<ReadList> {
  const read = await readCells(text);
  if (!read.ok) return read;
  const [header = [], ...rows] = read.cells;
  const place = (column: keyof typeof HEADERS) =>
    header.findIndex((cell) => (HEADERS[column] as readonly string[]).includes(headerKey(cell)));
  const places = { name: place('name'), email: place('email'), link: place('link') };
  if (places.name >= 0 || places.email >= 0) {
    const applicants = rows
      .map((cells) => ({ name: cells[places.name], email: cells[places.email], link: cells[places.link] }))
      .map(toApplicant)
      .filter(({ name, email, link }) => name !== undefined || email !== undefined || link !== undefined)
      .map((applicant, index) => ({ ...applicant, number: index + 1 }));
    return { ok: true, kind: 'applicants', applicants };
  }
  const linkCells = places.link >= 0 ? rows.map((cells) => cells[places.link]) : findLinkColumn(read.cells);
  const links = linkCells.flatMap((cell) => completeLink(cell ?? '') ?? []);
  return links.length === 0
    ? { ok: false, problem: 'list-without-columns' }
    : { ok: true, kind: 'links', links };
}

function toApplicant(
  cells: Record<'name' | 'email' | 'link', string | undefined>,
): Omit<Applicant, 'number'> {
  const link = completeLink(cells.link ?? '');
  return {
    ...(cells.name ? { name: cells.name.slice(0, 300) } : {}),
    ...(cells.email ? { email: cells.email.slice(0, 320) } : {}),
    ...(link === null ? {} : { link }),
  };
}

/** The cells of the first column in which at least every second one is a link; without a header the first row counts too. */
function findLinkColumn(rows: readonly string[][]): (string | undefined)[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => rows.map((cells) => cells[column]));
  const isLink = (cell: string | undefined) => completeLink(cell ?? '') !== null;
  return columns.find((cells) => cells.filter(isLink).length * 2 >= cells.length) ?? [];
}
