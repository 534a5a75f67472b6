/**
 * A process of its own for `two-processes.test.ts`: issues the awards that it is given, several at a time, and prints the
 * id and the status list index of each.
 */
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { runLimited } from '../support/run-limited.ts';

export interface IssueOrder {
  databaseUrl: string;
  keyDir: string;
  now: string;
  awards: AwardRequest[];
}

export interface IssuedPlace {
  externalId: string;
  id: string;
  place: string;
}

const order: IssueOrder = JSON.parse(process.argv[2] ?? '{}');
const { issuing, close } = await openIssuing({ ...order, clock: { now: new Date(order.now) } });
const issued: IssuedPlace[] = [];
await runLimited(
  4,
  order.awards.map((award) => async () => {
    const { credential } = await issueCredential(issuing, award, { actor: 'child' });
    const { list = 0, index } = credential.status ?? {};
    issued.push({ externalId: award.holder.externalId ?? '', id: credential.id, place: `${list}/${index}` });
    await publishStatusList(issuing, list);
  }),
);
await close();
console.log(JSON.stringify(issued));
