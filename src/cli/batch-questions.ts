import type { RosterQuestion } from '../roster/roster-survey.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { showArgument, showText } from './batch-terminal.ts';

/** A question about a roster, with the options that answer it. */
export type AskedQuestion = RosterQuestion & {
  /** As they are given to `lectern batch check`. */
  options: string[];
};

/** A column that may be what is asked for. */
interface OpenColumn {
  header: string;
  use: string | null;
}

/** The open questions of a batch that was checked; none when it has no such problem. */
export function readQuestions({ problem }: Pick<BatchRecord, 'problem'>): AskedQuestion[] {
  if (problem?.['code'] !== 'ROSTER_QUESTIONS') return [];
  const { questions, columns } = problem as unknown as { questions: RosterQuestion[]; columns: OpenColumn[] };
  return questions.map((question) => ({ ...question, options: listAnswers(question, columns) }));
}

/** The questions as lines, each with the options that answer it. */
export function describeQuestions(questions: readonly AskedQuestion[]): string[] {
  return questions.flatMap(({ detail, columns = [], options }) => [
    '',
    `? ${showText(detail)}`,
    ...(columns.length === 0 ? [] : [`    columns: ${columns.map(showText).join(', ')}`]),
    ...options.map((option, i) => `    ${i === 0 ? 'answer:  ' : '     or: '}${option}`),
  ]);
}

/** So many answers are an example for the rest. */
const MOST_ANSWERS = 12;

function listAnswers(
  { code, columns = [], choices = [] }: RosterQuestion,
  all: readonly OpenColumn[],
): string[] {
  const column = (header: string, use: string) => `--column ${showArgument(`${header}=${use}`)}`;
  switch (code) {
    case 'date-order':
      return choices.map((choice) => `--date-order ${choice}`);
    case 'credential-missing':
      return choices.map((choice) => `--achievement ${choice}`);
    case 'program-ambiguous':
      return choices.map((choice) => `--program ${choice}`);
    case 'column-twice':
      return columns.map((header) => column(header, ''));
    case 'column-use-unknown':
      return columns.map((header) => column(header, 'USE')).concat(`USE: ${choices.join(', ')}`);
    case 'column-missing': {
      const free = all.filter(({ use }) => use === null).slice(0, MOST_ANSWERS);
      return free.map(({ header }) => column(header, choices.join('|')));
    }
  }
}
