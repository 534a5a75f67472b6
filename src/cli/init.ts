import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { foundIssuer } from '../issuer/found-issuer.ts';
import { isPracticeIssuer } from '../issuer/practice/practice-issuer.ts';
import { publishProgram, publishShipped } from '../issuer/publish-program.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import { SHIPPED_PROGRAM_CODES } from '../program/shipped-documents.ts';
import { documentUrlOf } from '../proof/did-url.ts';
import type { IssuerRecord } from '../store/records.ts';
import { actingUser } from './acting-user.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

interface InitOptions {
  name: string;
  site: string;
  email?: string;
  slug: string;
  program: string[];
  twoPeople?: boolean;
  json?: boolean;
}

/** `lectern init`: makes an issuer of this instance: its name, its DID from the public URL, its key, its programs. */
export function initCommand(): Command {
  return new Command('init')
    .summary('make an issuer: its name, domain, DID and key')
    .description(
      'Makes an issuer of this instance. Its DID comes from LECTERN_PUBLIC_URL; its key is made if it has none. Run again, it updates the profile.',
    )
    .requiredOption('--name <name>', 'legal name of the body that issues')
    .requiredOption('--site <url>', 'its web site')
    .option('--email <address>', 'where people can ask')
    .option('--slug <slug>', 'for a district under this instance: its DID ends in :issuers:<slug>', '')
    .option(
      '--program <code|file>',
      `program to publish: ${SHIPPED_PROGRAM_CODES.join(', ')}, or a JSON file; may be repeated`,
      collect,
      [],
    )
    .option('--two-people', 'batches are signed only after someone other than who checked them approves')
    .option('--no-two-people', 'who checks a batch may sign it')
    .option('--json', 'print JSON')
    .action(init);
}

async function init({ name, site, email, slug, program, twoPeople, json }: InitOptions): Promise<void> {
  await withInstance(async ({ issuing, keys }, config) => {
    if (isPracticeIssuer(await issuing.store.findIssuer(''))) {
      throw new AppError(
        'CONFIG_INVALID',
        'This is the data of a practice instance: use another LECTERN_DATA_DIR.',
      );
    }
    if (slug !== '' && (await issuing.store.findIssuer('')) === null) {
      const detail = 'Make the instance’s own issuer first: `lectern init` without --slug.';
      throw new AppError('CONFIG_INVALID', detail);
    }
    if (!/^https?:\/\//.test(site) || !URL.canParse(site)) {
      throw new AppError('REQUEST_INVALID', '--site must be an http or https URL.');
    }
    // Read before anything is made: a mistyped name must not leave half a setup.
    const own = await Promise.all(
      program.filter((entry) => !SHIPPED_PROGRAM_CODES.includes(entry)).map(readProgramFile),
    );
    const founding = {
      slug,
      name,
      url: site,
      email: email ?? null,
      ...(twoPeople === undefined ? {} : { needsApproval: twoPeople }),
      actor: actingUser(),
      keys,
    };
    const issuer = await foundIssuer(issuing, founding);
    await publishShipped(issuing, program, actingUser());
    for (const document of own) await publishProgram(issuing, document, actingUser());
    const policy = await beginPolicy(config, issuer);
    const [key] = (await keys.listKeys()).filter(({ controller }) => controller === issuer.did);
    const didDocument = documentUrlOf(issuer.did);
    if (json)
      return printJson({
        did: issuer.did,
        name,
        key: key?.publicKeyMultibase,
        didDocument,
        programs: program,
        twoPeople: issuer.needsApproval,
      });
    print(`Issuer  ${name}`);
    print(`DID     ${issuer.did}`);
    print(
      `Key     ${key?.publicKeyMultibase} (${key?.isEncrypted ? 'encrypted' : 'not encrypted: localhost only'}, ${config.signerSocket === undefined ? `in ${config.keyDir}` : 'held by the signer'})`,
    );
    if (program.length > 0) print(`Programs ${program.join(', ')}`);
    print(
      `Batches ${issuer.needsApproval ? 'two people: one checks, someone else approves' : 'who checks a batch may sign it'}`,
    );
    if (policy !== null) print(`Policy  ${policy}: whom verification here trusts, so far this issuer`);
    print();
    print(`The world will look for the key at ${didDocument}`);
    print('Next: `lectern serve`, then `lectern doctor` to see it as the world does.');
  });
}

/** The policy of `lectern verify` on this machine; one that is there is its owner's. Null where nothing was written. */
async function beginPolicy(
  { dataDir, policyFile }: Pick<Config, 'dataDir' | 'policyFile'>,
  { did, name, url, email }: IssuerRecord,
): Promise<string | null> {
  if (policyFile !== undefined) return null;
  const path = join(dataDir, 'policy.json');
  const policy = { name, issuers: [{ id: did, name, url, ...presentMembers({ email }) }] };
  try {
    await writeFile(path, `${JSON.stringify(policy, null, 2)}\n`, { flag: 'wx' });
    return path;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
}

async function readProgramFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new AppError(
      'REQUEST_INVALID',
      '--program must be the code of a program that Lectern ships, or a JSON file.',
      { cause },
    );
  }
}

function collect(value: string, all: string[]): string[] {
  return [...all, value];
}
