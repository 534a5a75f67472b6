import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord, BatchRow, IssuanceClosing } from '../../store/batch-store.ts';
import type { CredentialRecord, Issuance, IssuerRecord } from '../../store/records.ts';
import { rememberAwardSources } from '../award-sources.ts';
import { holderKey } from '../holder-key.ts';
import { type Issuing, toSecond } from '../issuing.ts';
import { type Held, readHeldCredentials } from '../list-held-credentials.ts';
import { openVerificationMemory } from '../verify-many.ts';
import type { BatchJob } from './batch-job.ts';
import { PART_PHASE } from './batch-phases.ts';
import { decideRows } from './decide-rows.ts';
import { readSuccessors } from './read-successors.ts';
import { readRowRequest } from './row-request.ts';
import { createIssuanceSigner } from './sign-issuance.ts';

/** So many refusals for one reason in a row, and the batch stops: whatever is wrong is not wrong with one row. */
const MOST_EQUAL_REFUSALS = 5;

const NOTHING_HELD: Held = { held: [], underOtherName: 0 };

/**
 * Issues the open rows of one job in the order of a certification authority: decide → reserve (one transaction) → build →
 * lint → sign → verify → record (one transaction). Repeating it, here or in another process, records each credential once.
 * Resolves to the batch as it is afterwards.
 *
 * Rejects with AppError BATCH_STATE when the batch is not being signed any more, TOO_MANY_REFUSALS after so many equal
 * refusals in a row, and with what may pass (KEY_UNAVAILABLE …), always after recording what was signed before.
 */
export type SignRows = (batch: BatchRecord, job: BatchJob) => Promise<BatchRecord>;

/** What it learns about shapes, programs and lists serves all jobs that it is given; so give it those of a few minutes. */
export function createRowSigner(issuing: Issuing): SignRows {
  const { store } = issuing;
  const sources = rememberAwardSources(issuing);
  const signIssuance = createIssuanceSigner(issuing);
  const memory = openVerificationMemory();

  return async (batch, job) => {
    const rows = await store.listOpenBatchRows(batch.id, batch.revision, job);
    if (rows.length === 0) return (await store.getBatch(batch.id)) ?? batch;
    const issuer = await sources.readIssuer(batch.issuerSlug);
    const heldOf = job.phase === PART_PHASE ? () => NOTHING_HELD : await readHoldings(rows, issuer);
    const now = issuing.now();
    const place = { sources, publicUrl: issuing.publicUrl };
    const { intents, declined } = await decideRows(batch, issuer, rows, place, heldOf, toSecond(now));
    if (declined.length > 0) {
      const changes = declined.map(({ row, problems }) => ({
        position: row.position,
        state: row.phase === PART_PHASE ? ('problem' as const) : ('not-due' as const),
        problems,
      }));
      await store.declineBatchRows(batch.id, batch.revision, changes);
    }
    const reserved = await store.reserveBatchIssuances(
      { id: batch.id, revision: batch.revision, at: now },
      intents,
      (issuances) => ({
        at: now,
        actor: 'system',
        action: 'issuances-reserved',
        subject: batch.id,
        details: { credentials: issuances.map(({ credentialId }) => credentialId) },
      }),
    );
    const open = reserved.filter((issuance) => issuance !== null && issuance.state === 'reserved');
    return signAndClose(batch, open as Issuance[], issuer);
  };

  async function signAndClose(
    batch: BatchRecord,
    issuances: readonly Issuance[],
    issuer: IssuerRecord,
  ): Promise<BatchRecord> {
    const closings: IssuanceClosing[] = [];
    let failure: unknown;
    try {
      const signer = await issuing.signers.signerOf(issuer.did);
      for (const issuance of issuances) {
        closings.push(await signIssuance(issuance, sources, signer));
        assertNoStreak(closings);
      }
    } catch (error) {
      failure = error;
    }
    // Rejects when the key was revoked meanwhile: the rows stay reserved, and the next key signs them.
    const after = await close(batch, closings);
    if (failure !== undefined) throw failure;
    return after;
  }

  async function close(batch: BatchRecord, closings: readonly IssuanceClosing[]): Promise<BatchRecord> {
    return store.closeBatchIssuances({ id: batch.id }, closings, (closed) => ({
      at: issuing.now(),
      actor: 'system',
      action: 'batch-credentials-issued',
      subject: batch.id,
      details: {
        issued: closed.filter(({ state }) => state === 'issued').map(({ credentialId }) => credentialId),
        refused: closed.filter(({ state }) => state === 'refused').map(({ credentialId }) => credentialId),
      },
    }));
  }

  /**
   * What the rows' holders have that is valid now: each credential is verified, with the shapes and lists seen before. Of what is
   * issued anew, its parts.
   */
  async function readHoldings(
    rows: readonly BatchRow[],
    issuer: IssuerRecord,
  ): Promise<(row: BatchRow) => Held> {
    const held = new Map<BatchRow, Held>();
    const toDecide: BatchRow[] = [];
    for (const row of rows) {
      const { replaces, parts } = readRowRequest(row);
      if (replaces === undefined) toDecide.push(row);
      else held.set(row, { held: await readSuccessors(issuing, parts), underOtherName: 0 });
    }
    const holders = await store.findHolders(toDecide.map((row) => holderKey(readRowRequest(row).award)));
    const records = await store.listCredentialsOfHolders([
      ...new Set(holders.flatMap((holder) => (holder === null ? [] : [holder.id]))),
    ]);
    const byHolder = Map.groupBy(records, ({ holderId }) => holderId ?? '');
    for (const [i, row] of toDecide.entries()) {
      const own: CredentialRecord[] = byHolder.get(holders[i]?.id ?? '') ?? [];
      held.set(
        row,
        await readHeldCredentials({ ...issuing, memory }, own, issuer, readRowRequest(row).award.holder.name),
      );
    }
    return (row) => held.get(row) ?? NOTHING_HELD;
  }
}

function assertNoStreak(closings: readonly IssuanceClosing[]): void {
  const last = closings.slice(-MOST_EQUAL_REFUSALS);
  const codes = new Set(last.map((closing) => ('problem' in closing ? codeOf(closing.problem) : null)));
  const [code] = codes;
  if (last.length < MOST_EQUAL_REFUSALS || codes.size > 1 || code === null) return;
  throw new AppError(
    'TOO_MANY_REFUSALS',
    `${MOST_EQUAL_REFUSALS} credentials in a row were refused for the same reason (${code}).`,
  );
}

function codeOf(problem: JsonObject): string {
  return String(problem['code']);
}
