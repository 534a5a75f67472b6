import { type Command, InvalidArgumentError, Option } from 'commander';
import { BatchSettings } from '../issuer/batch/batch-settings.ts';
import { AppError } from '../model/problem.ts';
import { ROSTER_LIMITS, type RosterLimits } from '../roster/roster-limits.ts';

/** What can be said about a roster on the command line. */
export interface RosterFlags {
  program?: string;
  achievement?: string;
  dateOrder?: 'mdy' | 'dmy';
  column?: string[];
  default?: string[];
  duplicates?: 'skip' | 'again';
  full?: 'when-due' | 'never';
  issuer: string;
  maxRows?: number;
  maxBytes?: number;
}

/** Fields that a default may be given for. */
const DEFAULT_FIELDS = Object.keys(BatchSettings.shape.defaults.unwrap().shape);

export function addRosterOptions(command: Command): Command {
  return command
    .option('--program <code>', 'the program that columns and short names of credentials mean')
    .option('--achievement <code>', 'the credential of every row that names none, e.g. tlms-1')
    .addOption(
      new Option('--date-order <order>', 'month first (mdy) or day first (dmy)').choices(['mdy', 'dmy']),
    )
    .option(
      '--column <header=use>',
      "what a column is for: 'Work mail=email', 'Dom 3=tlms-3', 'Notes=' to leave it out; may be repeated",
      collect,
    )
    .option(
      '--default <field=text>',
      `what rows have whose own cell is empty: ${DEFAULT_FIELDS.join(', ')}; may be repeated`,
      collect,
    )
    .addOption(
      new Option(
        '--duplicates <what>',
        'who has the credential already is left out (skip), or gets it again (again)',
      ).choices(['skip', 'again']),
    )
    .addOption(
      new Option('--full <when>', 'full credentials: issue those that become due, or never').choices([
        'when-due',
        'never',
      ]),
    )
    .option('--issuer <slug>', 'issuer under this instance', '')
    .option('--max-rows <n>', `refuse a longer file (${ROSTER_LIMITS.maxRows})`, readWhole)
    .option('--max-bytes <n>', `refuse a larger file (${ROSTER_LIMITS.maxBytes})`, readWhole);
}

export interface RosterWishes {
  settings: BatchSettings;
  limits: RosterLimits;
  /** Nothing is said about how the file is to be read. */
  isSilent: boolean;
}

/** Throws AppError CONFIG_INVALID. */
export function readRosterFlags(flags: RosterFlags): RosterWishes {
  const { program, achievement, dateOrder, duplicates, full, maxRows, maxBytes } = flags;
  const given = {
    program,
    achievement,
    dateOrder,
    duplicates,
    full,
    // The last equals sign: a header may have one.
    columns: readPairs('--column', flags.column, (pair) => pair.lastIndexOf('=')),
    defaults: readPairs('--default', flags.default, (pair) => pair.indexOf('=')),
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = BatchSettings.safeParse(said);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, code }) => ({
      code,
      detail: String(path[0]) === 'defaults' ? DEFAULTS_HELP : `--${OPTIONS[String(path[0])]} is not right.`,
    }));
    throw new AppError('CONFIG_INVALID', 'What is said about the roster has problems.', { problems });
  }
  return {
    settings: parsed.data,
    limits: {
      ...ROSTER_LIMITS,
      ...(maxRows === undefined ? {} : { maxRows }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    },
    isSilent: Object.keys(said).length === 0,
  };
}

const DEFAULTS_HELP = `--default takes FIELD=TEXT; the fields are ${DEFAULT_FIELDS.join(', ')}.`;
const OPTIONS: Record<string, string> = {
  program: 'program',
  achievement: 'achievement',
  columns: 'column',
};

/** A whole number from 1, for commander. */
export function readWhole(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

function readPairs(
  option: string,
  pairs: readonly string[] | undefined,
  findSign: (pair: string) => number,
): Record<string, string> | undefined {
  if (pairs === undefined) return undefined;
  const read = pairs.map((pair): [string, string] => {
    const sign = findSign(pair);
    if (sign < 1)
      throw new AppError('CONFIG_INVALID', `${option} takes two parts with an equals sign between.`);
    return [pair.slice(0, sign), pair.slice(sign + 1)];
  });
  return Object.fromEntries(read);
}

function collect(value: string, all: string[] = []): string[] {
  return [...all, value];
}
