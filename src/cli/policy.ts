import { Command } from 'commander';
import { POLICY_SCHEMA, type Policy, type PolicyIssuer } from '../model/policy.ts';
import { AppError } from '../model/problem.ts';
import { readPolicy } from '../verify/read-policy.ts';
import { showText } from './batch-terminal.ts';
import { readPolicyText } from './open-policy.ts';
import { print, printJson } from './print.ts';

/** `lectern policy`: whom a verifier trusts, and what it asks for. */
export function policyCommand(): Command {
  const policy = new Command('policy')
    .summary('check a verifier’s policy')
    .description(
      'A policy says whom a verifier trusts and what it asks for beyond that: a JSON file for `lectern verify --policy`, and for ' +
        'the pages of an instance as policy.json in its data directory (or LECTERN_POLICY). See docs/policy.md for examples.',
    );
  policy
    .command('check')
    .description('Checks a policy file, names every problem, and says in words what it asks for.')
    .argument('<file>', 'the policy')
    .option('--json', 'print {valid, problems}')
    .action(check);
  policy
    .command('schema')
    .description(
      'Prints the JSON Schema of policy files, for editors and for other software. `/policy.schema.json` serves it too.',
    )
    .action(() => printJson(POLICY_SCHEMA));
  return policy;
}

async function check(path: string, { json }: { json?: boolean }): Promise<void> {
  const read = readPolicy(await readPolicyText(path));
  if (json) {
    printJson({ valid: read.ok, problems: read.ok ? [] : read.problems });
    if (!read.ok) process.exitCode = 1;
    return;
  }
  if (!read.ok)
    throw new AppError('REQUEST_INVALID', 'This is no policy that can be used.', { problems: read.problems });
  for (const line of describe(read.policy)) print(showText(line));
}

function describe({ name, roots, issuers, rules }: Policy): string[] {
  const { maximumAgeYears, minimumLevel, minimumAssessors, frameworks, achievements, requireParts } = rules;
  const who = ({ id, name: called }: PolicyIssuer) => `  ${called}  ${id}`;
  const asked = [
    maximumAgeYears === undefined ? [] : [`awarded at most ${maximumAgeYears} years ago`],
    minimumLevel === undefined ? [] : [`every level at ${minimumLevel} or above`],
    minimumAssessors === undefined ? [] : [`assessed by ${minimumAssessors} or more`],
    frameworks === undefined ? [] : [`aligned to ${frameworks.join(' or ')}`],
    achievements === undefined ? [] : [`one of ${achievements.length} achievements`],
    requireParts === true ? ['all parts at hand'] : [],
  ].flat();
  return [
    `The policy of ${name} can be used.`,
    ...(roots.length === 0 ? [] : ['Trusts whom these recognize:', ...roots.map(who)]),
    ...(issuers.length === 0 ? [] : ['Trusts these issuers:', ...issuers.map(who)]),
    ...(roots.length + issuers.length === 0 ? ['It trusts nobody: every issuer will be unknown.'] : []),
    ...(asked.length === 0 ? ['Asks for nothing beyond that.'] : [`Asks for: ${asked.join(' · ')}.`]),
  ];
}
