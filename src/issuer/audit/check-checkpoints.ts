import type { AuditCheckpoint } from '../../store/records.ts';
import type { FindingList } from './audit-finding.ts';
import type { ChainStart, checkChain } from './check-chain.ts';
import { EMPTY_CHAIN, range } from './check-chain.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import type { CheckpointKeys } from './checkpoint-keys.ts';
import type { CheckpointStatement } from './checkpoint-statement.ts';

/** Holds the chain, as far as it was followed, to what was signed about it. */
export function checkCheckpoints(
  findings: FindingList,
  chain: Pick<ReturnType<typeof checkChain>, 'last' | 'endsWith'>,
  keys: CheckpointKeys | null,
  start: ChainStart = EMPTY_CHAIN,
) {
  const kept = new Map<number, CheckpointStatement>();
  let count = 0;
  let lastNumber = start.checkpoint ?? 0;
  let agreed: CheckpointStatement | null = null;
  let isDisagreed = false;
  /** The last event that is known to have been there. */
  let covered = 0;

  return {
    /** Takes a checkpoint that was kept elsewhere; it is compared when its event comes. */
    async keep(body: string): Promise<void> {
      const checked = await checkCheckpoint(body, keys);
      if ('problem' in checked) {
        const { code, detail } = checked.problem;
        findings.add({ code, detail: `The checkpoint that was kept elsewhere does not count. ${detail}` });
        return;
      }
      kept.set(checked.statement.seq, checked.statement);
      covered = Math.max(covered, checked.statement.seq);
    },

    /** Called after each event. */
    passEvent(): void {
      const statement = kept.size === 0 ? undefined : kept.get(chain.last.seq);
      if (statement !== undefined) compare(statement);
    },

    /** Takes a checkpoint where it stands: after the event that it covers. */
    async add(checkpoint: AuditCheckpoint): Promise<void> {
      count++;
      checkNumber(checkpoint.number);
      const checked = await checkCheckpoint(checkpoint.body, keys);
      if ('problem' in checked) {
        const { code, detail } = checked.problem;
        return addFinding(checkpoint, code, `Checkpoint ${checkpoint.number} does not count. ${detail}`);
      }
      const { statement } = checked;
      if (!isCopyOf(checkpoint, statement))
        addFinding(
          checkpoint,
          'checkpoint-changed',
          `Checkpoint ${checkpoint.number} is stored with something else than what was signed.`,
        );
      covered = Math.max(covered, statement.seq);
      if (statement.seq === chain.last.seq) compare(statement);
      else if (statement.seq < chain.last.seq && checkpoint.seq === statement.seq)
        addFinding(
          checkpoint,
          'checkpoint-out-of-order',
          `Checkpoint ${checkpoint.number} does not stand after event ${statement.seq}.`,
        );
    },

    get count() {
      return count;
    },
    get agreed() {
      return agreed;
    },
    get covered() {
      return covered;
    },
  };

  function checkNumber(number: number): void {
    if (number > lastNumber + 1)
      findings.add({
        code: 'checkpoint-missing',
        checkpoint: lastNumber + 1,
        detail: `${describeNumbers(lastNumber + 1, number - 1)} missing.`,
      });
    if (number <= lastNumber)
      findings.add({
        code: 'checkpoint-out-of-order',
        checkpoint: number,
        detail: `Checkpoint ${number} comes after checkpoint ${lastNumber}.`,
      });
    lastNumber = Math.max(lastNumber, number);
  }

  function compare(statement: CheckpointStatement): void {
    if (chain.endsWith(statement.hash)) {
      agreed = statement;
      isDisagreed = false;
      return;
    }
    // Those after it disagree for the same reason.
    if (isDisagreed) return;
    isDisagreed = true;
    const first = (agreed?.seq ?? start.seq) + 1;
    findings.add({
      code: 'history-rewritten',
      ...range({ first, last: statement.seq }),
      checkpoint: statement.number,
      detail: `Checkpoint ${statement.number} was signed over another event ${statement.seq} than the one that is there: the log was rewritten somewhere from event ${first} to event ${statement.seq}.`,
    });
  }

  function addFinding(
    { number, seq }: AuditCheckpoint,
    code: Parameters<FindingList['add']>[0]['code'],
    detail: string,
  ): void {
    findings.add({ code, seq, checkpoint: number, detail });
  }
}

function isCopyOf({ number, seq, hash, at }: AuditCheckpoint, statement: CheckpointStatement): boolean {
  return (
    number === statement.number &&
    seq === statement.seq &&
    hash === statement.hash &&
    at.getTime() === Date.parse(statement.at)
  );
}

function describeNumbers(first: number, last: number): string {
  return first === last ? `Checkpoint ${first} is` : `Checkpoints ${first} to ${last} are`;
}
