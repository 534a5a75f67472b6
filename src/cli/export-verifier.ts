import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { policyFileOf } from '../config.ts';
import { readAssets } from '../http/read-assets.ts';
import {
  renderVerifierFiles,
  renderVerifierSite,
  type VerifierOwner,
} from '../http/render-verifier-site.tsx';
import { writeFolder } from '../issuer/archive/write-folder.ts';
import { EMPTY_POLICY, type Policy } from '../model/policy.ts';
import { showText } from './batch-terminal.ts';
import { choosePolicy, openPolicy } from './open-policy.ts';
import { print, printJson } from './print.ts';
import { listVerifierFiles, readVerifierTexts } from './read-built-verifier.ts';

const PAGES_DIR = fileURLToPath(new URL('../pages', import.meta.url));
const SINGLE_DIR = fileURLToPath(new URL('../single', import.meta.url));
const README_START = 'A verifier for Open Badges 3.0, made with Lectern.';

interface ExportVerifierFlags {
  policy?: string;
  name?: string;
  force?: boolean;
  json?: boolean;
}

/** `lectern export verifier`: the verifier page for any static host, and as one file that needs none. */
export function exportVerifierCommand(): Command {
  return new Command('verifier')
    .summary('write the verifier page for any web host, and as one file')
    .description(
      'Writes the verifier page as static files, in every language: a state or district puts the folder on a site of its own, under its own name and by its own policy. ' +
        'verifier.html in it is the whole page in one file, which works from a USB stick. It needs no instance and no data directory.',
    )
    .argument('<dir>', 'folder to make')
    .option(
      '--policy <file>',
      'whom it trusts; default: LECTERN_POLICY, else policy.json of the data directory',
    )
    .option('--name <name>', 'who runs it, as the page says it; default: the policy’s name')
    .option('--force', 'replace a verifier that is there')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  lectern export verifier ./verifier --policy state.json --name "Office of the State Superintendent"
  lectern export verifier ./verifier --force

A static host has no relay, so it cannot check credentials of sites that let no other page read them; the page says so then.`,
    )
    .action(exportVerifier);
}

async function exportVerifier(dir: string, flags: ExportVerifierFlags): Promise<void> {
  const policy = await readPolicyFor(flags.policy);
  const name = flags.name?.trim() || policy.name || 'Lectern';
  const files = await writeFolder(
    { dir, force: flags.force === true, noun: 'verifier', isOurs: (text) => text.startsWith(README_START) },
    (draft) => fill(draft, { name, policy }),
  );
  const trusted = policy.roots.length + policy.issuers.length;
  if (flags.json) {
    printJson({ dir, files, name, policy: policy.name, trusted });
    return;
  }
  print(`${dir}: ${files} files. README.txt in it says how to use them.`);
  print(
    trusted === 0
      ? 'Its policy names nobody: every issuer will be “not recognized”. Choose one with --policy FILE (docs/policy.md).'
      : showText(`It trusts ${trusted} that the policy of ${policy.name} names.`),
  );
  print(`Try it: open ${join(dir, 'verifier.html')} in a browser.`);
}

async function readPolicyFor(path: string | undefined): Promise<Policy> {
  if (path !== undefined) return openPolicy(path);
  return (await choosePolicy(policyFileOf(process.env))) ?? EMPTY_POLICY;
}

async function fill(root: string, owner: VerifierOwner): Promise<number> {
  const { style, verifier, checkWorker, qrWorker } = await readAssets(PAGES_DIR);
  const [styleFile = '', verifierFile = '', check = '', qr = ''] = [
    style,
    verifier,
    checkWorker,
    qrWorker,
  ].map((path) => path.slice(1));
  const built = { style: styleFile, verifier: verifierFile, check, qr };
  const texts = new Map([
    ...renderVerifierSite(owner, built),
    ...renderVerifierFiles(owner, await readVerifierTexts(PAGES_DIR, SINGLE_DIR)),
    ['README.txt', describeFolder(owner)] as const,
  ]);
  const copies = await listVerifierFiles(PAGES_DIR);
  for (const path of [...copies, ...texts.keys()]) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    const text = texts.get(path);
    if (text === undefined) await copyFile(join(PAGES_DIR, path), file);
    else await writeFile(file, text, { flag: 'wx' });
  }
  return copies.length + texts.size;
}

function describeFolder({ name, policy }: VerifierOwner): string {
  return `${README_START}

Run by ${name}, by the policy “${policy.name}” (policy.json).

index.html      the page; es/index.html is the same in Spanish. Put the whole folder on any web host (https), also below a path.
verifier.html   the same page as one file, which needs no host: open it from a disk or a stick. verifier.es.html in Spanish.
policy.json     whom it trusts. Exchange it as you like; the one-file pages have theirs inside.
sw.js           lets the page open without a network after the first visit.

Nothing that is checked is sent anywhere. The page asks issuers’ sites for their public keys and their lists of withdrawn credentials.
Send these headers if you can; the pages also say them themselves, but for the last:
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'none'
`;
}
