import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { AuditEntry, NewStatusOrder, StatusAction } from '../../store/records.ts';
import type { CredentialStanding, StatusOrder } from '../../store/standing-store.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import type { ChangeGrounds } from './change-reason.ts';
import { findFallingWith, settleReviews } from './fallen-parts.ts';
import { type Selection, selectCredentials } from './select-credentials.ts';

type Ordering = Pick<Issuing, 'store' | 'publicUrl' | 'now'>;

export interface StatusChange {
  action: StatusAction;
  selection: Selection;
  grounds: ChangeGrounds;
  /** The issuer's slug; '' is the instance's own. */
  issuer?: string;
  /** How many of the selected the asker means to change: so that nobody withdraws more than they looked at. */
  count: number;
  actor: string;
}

/** What a change would do, before anyone orders it. */
export interface StatusPreview {
  /** Those whose standing allows it. */
  due: CredentialStanding[];
  /** Those that stay as they are: withdrawn already, not on hold, or without a place for holds. */
  unchanged: CredentialStanding[];
  /** Full credentials that their program withdraws with their parts. */
  alongside: string[];
}

const FROM: Readonly<Record<StatusAction, (credential: CredentialStanding) => boolean>> = {
  revoke: ({ standing, isRevocable }) => isRevocable && standing !== 'revoked',
  suspend: ({ standing, mayBeHeld }) => mayBeHeld && standing === 'in-force',
  reinstate: ({ standing }) => standing === 'suspended',
};

/** Which of the selected a change would touch. Rejects with AppError ISSUER_UNKNOWN or CREDENTIAL_NOT_FOUND. */
export async function previewStatusChange(
  ordering: Ordering,
  { action, selection, issuer: slug = '' }: Pick<StatusChange, 'action' | 'selection' | 'issuer'>,
): Promise<StatusPreview> {
  const issuer = await requireIssuer(ordering.store, slug);
  const selected = await selectCredentials(ordering, issuer.slug, selection);
  const isDue = FROM[action];
  const due = selected.filter(isDue);
  return {
    due,
    unchanged: selected.filter((credential) => !isDue(credential)),
    alongside: action === 'revoke' ? await findFallingWith(ordering, due) : [],
  };
}

/**
 * Withdraws, puts on hold or restores, all of it in one step, or leaves the order waiting for a second person where the issuer
 * asks for two and it is about more than one. The lists are then to be published: `confirmStatusOrder`.
 *
 * Rejects, nothing changed, with AppError COUNT_DIFFERS when another number of credentials would be changed than `count`,
 * HOLDS_NOT_ALLOWED when none of the selected can be put on hold, REQUEST_INVALID for a time that is still to come,
 * ISSUER_UNKNOWN or CREDENTIAL_NOT_FOUND.
 */
export async function orderStatusChange(ordering: Ordering, change: StatusChange): Promise<StatusOrder> {
  const { store, now } = ordering;
  const { action, grounds, count, actor } = change;
  const issuer = await requireIssuer(store, change.issuer ?? '');
  const at = now();
  const { effectiveAt = at, reason, note, statement } = grounds;
  if (effectiveAt > at)
    throw new AppError(
      'REQUEST_INVALID',
      'A change of status holds from now on, or since a day that is past.',
      {
        problems: [{ path: 'effectiveAt', code: 'in-future', detail: 'It must not lie in the future.' }],
      },
    );
  const { due, unchanged, alongside } = await previewStatusChange(ordering, {
    ...change,
    issuer: issuer.slug,
  });
  if (action === 'suspend' && due.length === 0 && unchanged.some(({ mayBeHeld }) => !mayBeHeld))
    throw new AppError('HOLDS_NOT_ALLOWED', 'The program of these credentials does not allow holds.');
  if (due.length !== count || count === 0)
    throw new AppError('COUNT_DIFFERS', `This would change ${due.length} credentials, not ${count}.`);
  const order: NewStatusOrder = {
    id: randomUUID(),
    issuerSlug: issuer.slug,
    action,
    reason,
    note: note ?? null,
    statement: statement ?? null,
    effectiveAt,
    createdBy: actor,
    createdAt: at,
  };
  const ids = [...due.map(({ id }) => id), ...alongside];
  const apply = !(issuer.needsApproval && ids.length > 1);
  const opened = await store.openStatusOrder(order, ids, { apply }, (changed) =>
    apply
      ? describeChange(order, actor, at, changed)
      : { at, actor, action: 'status-change-ordered', subject: order.id, details: describeOrder(order, ids) },
  );
  if (apply) await settleReviews(ordering, opened);
  return opened;
}

/**
 * Carries out an order that waits, by someone else than who made it. Rejects with AppError NOT_FOUND, APPROVAL_NEEDED, or
 * STANDING_CONFLICT when it does not wait any more.
 */
export async function approveStatusOrder(
  ordering: Ordering,
  id: string,
  actor: string,
): Promise<StatusOrder> {
  const { store, now } = ordering;
  const order = await requireStatusOrder(ordering, id);
  if (order.createdBy === actor)
    throw new AppError('APPROVAL_NEEDED', 'Someone other than who ordered it has to approve it.');
  const at = now();
  const applied = await store.applyStatusOrder(id, { by: actor, at }, (changed) =>
    describeChange(order, actor, at, changed),
  );
  if (applied === null) throw settled();
  await settleReviews(ordering, applied);
  return applied;
}

/** Rejects with AppError NOT_FOUND, or STANDING_CONFLICT when it does not wait any more. */
export async function cancelStatusOrder(
  { store, now }: Ordering,
  id: string,
  actor: string,
): Promise<StatusOrder> {
  await requireStatusOrder({ store }, id);
  const at = now();
  const cancelled = await store.cancelStatusOrder(
    id,
    { by: actor, at },
    { at, actor, action: 'status-change-cancelled', subject: id },
  );
  if (cancelled === null) throw settled();
  return cancelled;
}

/** Rejects with AppError NOT_FOUND. */
export async function requireStatusOrder(
  { store }: Pick<Issuing, 'store'>,
  id: string,
): Promise<StatusOrder> {
  const order = await store.getStatusOrder(id);
  if (order === null) throw new AppError('NOT_FOUND', 'There is no such change of status.');
  return order;
}

function settled(): AppError {
  return new AppError('STANDING_CONFLICT', 'This change of status was carried out or cancelled already.');
}

const ACTIONS_DONE: Readonly<Record<StatusAction, string>> = {
  revoke: 'credentials-revoked',
  suspend: 'credentials-suspended',
  reinstate: 'credentials-reinstated',
};

/** Before and after follow from the action: what it found and what it made is in `docs/status.md`. */
function describeChange(
  order: NewStatusOrder,
  actor: string,
  at: Date,
  changed: readonly string[],
): AuditEntry {
  return {
    at,
    actor,
    action: ACTIONS_DONE[order.action],
    subject: changed.length === 1 ? (changed[0] ?? order.id) : order.id,
    details: describeOrder(order, changed),
  };
}

/** Without the note and the sentence: people write names into them. They stand with the order. */
function describeOrder(order: NewStatusOrder, credentials: readonly string[]): JsonObject {
  const { id, reason, effectiveAt, createdBy } = order;
  return {
    order: id,
    reason,
    effectiveAt: effectiveAt.toISOString(),
    orderedBy: createdBy,
    credentials: [...credentials],
  };
}
