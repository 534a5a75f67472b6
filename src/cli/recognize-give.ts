import { Command } from 'commander';
import { describeGiven } from '../issuer/recognitions/describe-recognition.ts';
import { requireRecognition } from '../issuer/recognitions/list-recognitions.ts';
import { readRecognizable } from '../issuer/recognitions/read-recognizable.ts';
import { RecognitionRequest } from '../issuer/recognitions/recognition-request.ts';
import { recognize } from '../issuer/recognitions/recognize.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';
import { actingUser } from './acting-user.ts';
import { printSafeJson, showText, tell } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

interface GiveFlags {
  name?: string;
  url?: string;
  email?: string;
  phone?: string;
  issuerDid?: string;
  issuerName?: string;
  from?: string;
  until?: string;
  comment?: string;
  issuer: string;
  json?: boolean;
}

/** `lectern recognize issuer`. */
export function issuerCommand(): Command {
  return withGiveOptions(new Command('issuer'))
    .summary('recognize an issuer as a whole')
    .description(
      'Recognizes an issuer: everything that it issues. Its name, site and contact are shown to people as you state them, never as the issuer states them itself.',
    )
    .argument('<did>', 'DID of the issuer, e.g. did:web:badges.county.example')
    .requiredOption('--name <name>', 'name of the issuer, as people are to read it')
    .addHelpText(
      'after',
      `
Example:
  lectern recognize issuer did:web:badges.county.example \\
    --name "Sonoma County Office of Education" --url https://www.county.example --until 2029-06-30`,
    )
    .action((did: string, flags: GiveFlags) => give({ did }, flags));
}

/** `lectern recognize achievement`. */
export function achievementCommand(): Command {
  return withGiveOptions(new Command('achievement'))
    .summary('recognize one achievement of an issuer')
    .description(
      'Recognizes one version of one achievement. It counts only for the issuer that it names. What is not said here is read from the achievement’s own page.',
    )
    .argument(
      '<url>',
      'id of the achievement with its version, e.g. https://badges.county.example/achievements/tlms-1?v=1',
    )
    .option('--name <name>', 'name of the achievement; as its page says without it')
    .option('--issuer-did <did>', 'DID of the issuer; as its page says without it')
    .option('--issuer-name <name>', 'name of the issuer; as its page says without it')
    .addHelpText(
      'after',
      `
Example:
  lectern recognize achievement "https://badges.county.example/achievements/tlms-1?v=1" --until 2029-06-30`,
    )
    .action((achievement: string, flags: GiveFlags) => give({ achievement }, flags));
}

function withGiveOptions(command: Command): Command {
  return command
    .option('--url <url>', 'site of the issuer')
    .option('--email <address>', 'public contact of the issuer')
    .option('--phone <number>', 'public contact of the issuer')
    .option('--from <date>', 'YYYY-MM-DD, the first valid day; now without it')
    .option('--until <date>', 'YYYY-MM-DD, the last valid day; without an end if not given')
    .option('--comment <text>', 'for everyone: what it rests on, or how far it goes')
    .option('--issuer <slug>', 'who recognizes: issuer under this instance', '')
    .option('--json', 'print JSON');
}

async function give(about: { did?: string; achievement?: string }, flags: GiveFlags): Promise<void> {
  await withInstance(async ({ issuing, fetchOutside }) => {
    const { found, warnings } = await readRecognizable(
      about.achievement === undefined
        ? { did: about.did ?? '' }
        : { achievement: about.achievement, ...presentMembers({ did: flags.issuerDid }) },
      fetchOutside,
    );
    for (const warning of warnings) tell(showText(warning));
    const isOfAchievement = about.achievement !== undefined;
    const request = read({
      recognizes: presentMembers({
        ...found.issuer,
        id: about.did ?? flags.issuerDid ?? found.issuer.id,
        name: (isOfAchievement ? flags.issuerName : flags.name) ?? found.issuer.name,
        url: flags.url ?? found.issuer.url,
        email: flags.email ?? found.issuer.email,
        phone: flags.phone ?? found.issuer.phone,
      }),
      ...(isOfAchievement
        ? {
            achievement: presentMembers({
              ...found.achievement,
              id: about.achievement,
              name: flags.name ?? found.achievement.name,
            }),
          }
        : {}),
      ...presentMembers({ validFrom: flags.from, validUntil: flags.until, comment: flags.comment }),
      issuer: flags.issuer,
    });
    const { credential } = await recognize(issuing, request, { actor: actingUser() });
    const given = describeGiven(issuing, await requireRecognition(issuing.store, credential.id));
    if (flags.json) return printSafeJson({ ...given, warnings });
    const { recognizes, subject } = given;
    print(showText(`Recognized  ${subject.name}`));
    if (isOfAchievement) print(showText(`of          ${recognizes.name}`));
    print(showText(`issuer      ${recognizes.id}`));
    print(`valid       ${given.validFrom} to ${given.validUntil ?? 'no end'}`);
    print(`id          ${given.id}`);
    print(`link        ${given.url}`);
    print('Send the link to the issuer, who takes it with: lectern recognize accept LINK');
  });
}

function read(given: object): RecognitionRequest {
  const parsed = RecognitionRequest.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError('REQUEST_INVALID', 'What is to be recognized is not complete, or has problems.', {
    problems: listProblems(parsed.error),
  });
}
