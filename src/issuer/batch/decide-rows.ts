import { type Decision, decide } from '../../program/decide.ts';
import { achievementId } from '../../program/describe-achievement.ts';
import type { BatchIntent, BatchRecord, BatchRow } from '../../store/batch-store.ts';
import { batchRowKey } from '../../store/batch-store.ts';
import type { IssuerRecord } from '../../store/records.ts';
import type { AwardSources } from '../award-sources.ts';
import { describeIntent } from '../describe-intent.ts';
import type { Held } from '../list-held-credentials.ts';
import { chooseStaples, stapleIds } from '../recognitions/read-staples.ts';
import { describeUnmet, type RowProblem } from './row-problem.ts';
import { readRowRequest } from './row-request.ts';

/** What becomes of rows before anything is reserved: an intent, or what stands against it now. */
export interface DecidedRows {
  intents: BatchIntent[];
  declined: { row: BatchRow; problems: RowProblem[] }[];
}

/**
 * Decides each row as `issueCredential` decides one award, once more and with the time of signing: since the check a date may
 * have passed or a part been withdrawn. `heldOf` gives what the row's holder has, for full credentials; of one that is issued
 * anew, its parts.
 */
export async function decideRows(
  batch: BatchRecord,
  issuer: IssuerRecord,
  rows: readonly BatchRow[],
  { sources, publicUrl }: { sources: AwardSources; publicUrl: string },
  heldOf: (row: BatchRow) => Held,
  issuedAt: Date,
): Promise<DecidedRows> {
  const decided: DecidedRows = { intents: [], declined: [] };
  const received = await sources.readReceived(issuer.did);
  for (const row of rows) {
    const { award, version, replaces, replacement, renews } = readRowRequest(row);
    const { program, definition } = await sources.readAchievement(award.achievement, version);
    const held = definition.kind === 'full' ? heldOf(row).held : [];
    const isReissue = replaces !== undefined && replacement !== undefined;
    // What is reserved, or issued anew as it was, was decided; its credential is finished whatever the day is.
    const decision: Decision =
      row.outcome === 'reserved' || isReissue
        ? { granted: true, parts: isReissue ? [...held] : [] }
        : decide(program, award.achievement, held, award, issuedAt);
    if (!decision.granted) {
      decided.declined.push({ row, problems: decision.unmet.map((unmet) => describeUnmet(unmet)) });
      continue;
    }
    decided.intents.push({
      ...describeIntent({
        award,
        issuerSlug: issuer.slug,
        achievement: { program, definition },
        parts: decision.parts,
        issuedAt,
        staples: stapleIds(
          chooseStaples(
            received,
            { issuerDid: issuer.did, achievementId: achievementId(publicUrl, definition) },
            issuedAt,
          ),
        ),
        ...(isReissue ? { replaces: { id: replaces, why: replacement }, renews } : {}),
      }),
      position: row.position,
      unlessHeld: !isReissue && batch.settings['duplicates'] !== 'again',
      idempotencyKey: batchRowKey(batch.id, batch.revision, row.position),
    });
  }
  return decided;
}
