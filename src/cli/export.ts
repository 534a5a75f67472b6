import { Command, InvalidArgumentError } from 'commander';
import { writeArchive } from '../issuer/archive/write-archive.ts';
import { writeAchievementSheet } from '../present/achievement-sheet.ts';
import { renderBadgeSvg } from '../present/badge-image.ts';
import { exportVerifierCommand } from './export-verifier.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

const DEFAULT_YEARS = 50;
const MOST_YEARS = 200;

interface ExportFlags {
  years: number;
  force?: boolean;
  json?: boolean;
}

/** `lectern export`: every public document as a file, so that credentials verify when this service is gone. */
export function exportCommand(): Command {
  return (
    new Command('export')
      .summary('write the public archive, with which credentials verify without this service')
      .description(
        'Writes every public document as a file: DID documents with all keys, status lists, achievements, programs, frameworks, contexts. `lectern verify --documents DIR` needs nothing else, and any static host can serve the folder in this service’s place. Nothing about people is in it.',
      )
      .argument('<dir>', 'folder to make')
      .option('--years <n>', 'for how long its status lists are believed', parseYears, DEFAULT_YEARS)
      .option('--force', 'replace an archive that is there')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        `
The lists in it say what is withdrawn now, and are believed for all those years, also after something more was
withdrawn. While the service goes on, give the archive to people you trust, or few --years; see docs/backup.md.`,
      )
      // Its own --force and --json, not those of the archive.
      .enablePositionalOptions()
      .addCommand(exportVerifierCommand())
      .action(exportArchive)
  );
}

async function exportArchive(dir: string, { years, force, json }: ExportFlags): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const validUntil = issuing.now();
    validUntil.setUTCFullYear(validUntil.getUTCFullYear() + years);
    const written = await writeArchive(
      {
        issuing,
        validUntil,
        drawBadge: ({ code, name, kind }, issuerName) =>
          renderBadgeSvg({ code, name, kind, issuerName, sample: issuing.sample }),
        writePage: writeAchievementSheet,
      },
      { dir, force: force === true },
    );
    if (json) {
      printJson({ dir, ...written, validUntil: validUntil.toISOString() });
      return;
    }
    print(`${dir}: ${written.documents} public documents; README.txt in it says what they are.`);
    print(`Status lists as of now, believed until ${validUntil.toISOString().slice(0, 10)}.`);
    print(`Try it: lectern verify CREDENTIAL --documents ${dir}`);
  });
}

function parseYears(text: string): number {
  const years = Number(text);
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS)
    throw new InvalidArgumentError(`It must be a number from 1 to ${MOST_YEARS}.`);
  return years;
}
