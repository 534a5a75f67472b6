import { Command } from 'commander';
import { publishCrosswalk } from '../issuer/publish-program.ts';
import { readCrosswalks, readFrameworks } from '../issuer/read-program.ts';
import { parseJson } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { parseCrosswalk } from '../program/crosswalk.ts';
import { SHIPPED_CROSSWALK_CODES } from '../program/shipped-documents.ts';
import { actingUser } from './acting-user.ts';
import { print, printJson, printProblem } from './print.ts';
import { readInput } from './read-input.ts';
import { withInstance } from './with-instance.ts';

interface Options {
  json?: boolean;
}

/** `lectern crosswalk`: which entries of two frameworks correspond. */
export function crosswalkCommand(): Command {
  const crosswalk = new Command('crosswalk')
    .summary('load, list and check crosswalks between frameworks')
    .description(
      'Crosswalks: which entries of two frameworks correspond, and why. Readers of another framework see them on the pages of achievements and credentials (docs/crosswalks.md).',
    );
  crosswalk
    .command('load')
    .description(
      'Publishes a crosswalk, for good: a change is a new version, and the version published last is shown.',
    )
    .argument(
      '<file>',
      `a JSON file, - for standard input, or one that Lectern ships: ${SHIPPED_CROSSWALK_CODES.join(', ')}`,
    )
    .option('--json', 'print JSON')
    .action(load);
  crosswalk
    .command('list')
    .description('Lists the crosswalks, the latest version of each.')
    .option('--json', 'print JSON')
    .action(list);
  crosswalk
    .command('check')
    .description(
      'Names everything that is wrong with a crosswalk, by the frameworks of this instance, and publishes nothing. Exit code 0: nothing is; 1: something is.',
    )
    .argument('<file>', 'a JSON file, or - for standard input')
    .option('--json', 'print JSON')
    .action(check);
  return crosswalk;
}

async function load(file: string, { json }: Options): Promise<void> {
  const { SHIPPED_CROSSWALKS } = await import('../program/shipped.ts');
  const shipped = SHIPPED_CROSSWALKS.find(({ code }) => code === file);
  const document = shipped ?? (await readDocument(file));
  await withInstance(async ({ issuing }) => {
    const outcome = await publishCrosswalk(issuing, document, actingUser());
    if (json) return printJson({ outcome });
    print(outcome === 'published' ? 'Published.' : 'Unchanged: this version is published already.');
  });
}

async function list({ json }: Options): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const crosswalks = (await readCrosswalks(issuing.store)).map(({ pairs, description: _, ...rest }) => ({
      ...rest,
      pairs: pairs.length,
    }));
    if (json) return printJson(crosswalks);
    if (crosswalks.length === 0) print('There are no crosswalks. `lectern init` publishes those that ship.');
    for (const { code, version, name, pairs } of crosswalks) {
      print(`${code}  version ${version}  ${countPairs(pairs)}  ${name}`);
    }
  });
}

async function check(file: string, { json }: Options): Promise<void> {
  const document = await readDocument(file);
  await withInstance(async ({ issuing }) => {
    const parsed = parseCrosswalk(document, await readFrameworks(issuing.store));
    const problems = parsed.ok ? [] : parsed.problems;
    if (!parsed.ok) process.exitCode = 1;
    if (json) return printJson({ ok: parsed.ok, problems });
    if (parsed.ok) return print(`Nothing is wrong with it: ${countPairs(parsed.crosswalk.pairs.length)}.`);
    printProblem(
      new AppError('REQUEST_INVALID', 'The crosswalk cannot be published as it is.', { problems }),
    );
  });
}

function countPairs(count: number): string {
  return count === 1 ? '1 pair' : `${count} pairs`;
}

async function readDocument(file: string): Promise<unknown> {
  const parsed = parseJson(new TextDecoder().decode(await readInput(file)));
  if (parsed.ok) return parsed.value;
  throw new AppError('REQUEST_INVALID', 'The file is not JSON, or more of it than a crosswalk has.');
}
