import { Command } from 'commander';
import { renewCommand, revokeCommand } from './recognize-change.ts';
import { achievementCommand, issuerCommand } from './recognize-give.ts';
import { listCommand } from './recognize-list.ts';
import { acceptCommand, checkCommand, dropCommand } from './recognize-received.ts';

/** `lectern recognize`: whom this instance recognizes, and who recognizes it. */
export function recognizeCommand(): Command {
  const recognize = new Command('recognize')
    .summary('recognize issuers, and keep the recognitions that you received')
    .description(
      'An authority recognizes an issuer, or one of its achievements, by a signed and dated statement that can be revoked. What an issuer received travels with what it issues from then on (docs/recognitions.md).',
    );
  for (const command of [
    issuerCommand(),
    achievementCommand(),
    listCommand(),
    renewCommand(),
    revokeCommand(),
    acceptCommand(),
    checkCommand(),
    dropCommand(),
  ])
    recognize.addCommand(command);
  return recognize;
}
