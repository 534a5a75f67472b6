/**
 * A process of its own for `checkpoint-processes.test.ts`: appends events and makes checkpoints at the same time, again and
 * again, and prints the checkpoints that it made.
 */
import { checkpointAudit } from '../../../src/issuer/audit/checkpoint-audit.ts';
import { openIssuing } from '../../support/open-issuing.ts';

const order: { databaseUrl: string; keyDir: string; rounds: number } = JSON.parse(process.argv[2] ?? '{}');
const { issuing, close } = await openIssuing({ ...order, clock: { now: new Date('2026-11-21T12:00:00Z') } });
const made: object[] = [];
for (let round = 0; round < order.rounds; round++) {
  const entry = { at: issuing.now(), actor: 'child', action: 'noted', subject: `${round}` };
  const [, one, other] = await Promise.all([
    issuing.store.appendAudit(entry),
    checkpointAudit(issuing),
    checkpointAudit(issuing),
  ]);
  for (const checkpoint of [one, other]) if (checkpoint !== null) made.push(checkpoint);
}
await close();
console.log(JSON.stringify(made));
