import { Command } from 'commander';
import { examineInstance } from '../issuer/examine-instance.ts';
import { examineSender } from '../issuer/mail/examine-sender.ts';
import type { Examination } from '../model/examination.ts';
import { examineDisk, examineMail } from '../network/examine-surroundings.ts';
import { createFetchDocument } from '../network/fetch-document.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

const MARKS: Record<Examination['outcome'], string> = { ok: '✓', failing: '✗', skipped: '–' };

/** `lectern doctor`: what would stop a real deployment, seen from outside. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('find what would stop a real deployment')
    .description(
      'Checks keys, DID documents, status lists (genuine, and as in the ledger) and each issuer’s newest credential in force as the world sees them, the clock against the database’s, the whole audit log, reviews that nobody was asked for, disk and mail. Changes nothing. Exit code 1 when something fails.',
    )
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const examinations = await withInstance(async ({ issuing }, config, { smtpUrl }) => [
        ...(await examineInstance(
          issuing,
          createFetchDocument({ allowLocalhost: config.isLocal, retries: 0 }),
        )),
        await examineDisk(config.dataDir),
        await examineMail(smtpUrl),
        ...(smtpUrl === undefined ? [] : [await examineSender(issuing.store, config.mailFrom)]),
      ]);
      if (json) printJson(examinations);
      else
        for (const { subject, outcome, detail } of examinations)
          print(`${MARKS[outcome]} ${subject.padEnd(14)} ${detail}`);
      if (examinations.some(({ outcome }) => outcome === 'failing')) process.exitCode = 1;
    });
}
