import { parse } from 'csv-parse/sync';
import type { AwardRequest } from '../../program/award-request.ts';
import cohort from './cohort.csv?raw';

const DOMAINS = ['tlms-1', 'tlms-2', 'tlms-3', 'tlms-4', 'tlms-5', 'tlms-6', 'tlms-7'];
const EVIDENCE: Record<string, string> = {
  'tlms-1':
    'Agendas and protocols of a team that meets every second week, with its members’ own account of what changed.',
  'tlms-2':
    'A review of research that the team used to decide on a change, and what it found out by trying it.',
  'tlms-3':
    'A plan for professional learning over a semester, with what colleagues did differently afterwards.',
  'tlms-4':
    'Notes of three coaching cycles, observed lessons before and after, and the colleagues’ reflections.',
  'tlms-5':
    'An assessment that the grade level designed and scored together, and the decisions that followed.',
  'tlms-6':
    'A series of evenings with families, planned with them, and what the school changed because of it.',
  'tlms-7': 'Testimony to the school board on time for collaboration, and the policy that came of it.',
  'tlms-capstone':
    'A year-long project on a real problem of practice at the teacher’s own site, agreed with its administrator.',
};

/** The sample cohort's awards, in the order in which they must be made: parts first, the full credential after them. */
export function readCohort(): AwardRequest[] {
  const rows: Record<string, string>[] = parse(cohort, { columns: true, skip_empty_lines: true });
  return rows.flatMap((row) => {
    const parts = [...DOMAINS, 'tlms-capstone'].flatMap((achievement, position) => {
      const level = row[achievement === 'tlms-capstone' ? 'capstone' : achievement];
      return level ? [awardPart(row, achievement, level, position)] : [];
    });
    return row['full'] === 'yes' ? [...parts, awardFull(row)] : parts;
  });
}

function awardPart(
  row: Record<string, string>,
  achievement: string,
  level: string,
  position: number,
): AwardRequest {
  const month = String(position + 1).padStart(2, '0');
  return {
    ...common(row),
    achievement,
    level,
    assessors: { count: Number(row['assessors']), organization: 'Sample County Office of Education' },
    awardedDate: achievement === 'tlms-capstone' ? '2026-05-29' : `2025-${month}-15`,
    activityStartDate: '2024-08-19',
    activityEndDate: achievement === 'tlms-capstone' ? '2026-05-22' : `2025-${month}-10`,
    evidence: [
      { name: 'Portfolio', genre: 'Portfolio', narrative: EVIDENCE[achievement] ?? 'Portfolio of work.' },
    ],
  };
}

function awardFull(row: Record<string, string>): AwardRequest {
  return { ...common(row), achievement: 'tlms-full', hours: Number(row['hours']), awardedDate: '2026-06-12' };
}

function common({
  name = '',
  email = '',
  employee_id: externalId = '',
  role = '',
  term = '',
}: Record<string, string>) {
  return { holder: { name, email, externalId }, role, term, cohort: 'Sample cohort 2024–2026' };
}
