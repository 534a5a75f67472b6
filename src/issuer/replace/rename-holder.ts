import { AppError } from '../../model/problem.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { partsFirst } from '../parts-first.ts';
import type { ReplaceGrounds } from './corrections.ts';
import { type Replaced, replaceOne } from './replace-credential.ts';

export interface RenameOptions {
  name: string;
  grounds: ReplaceGrounds;
  /** How many credentials the asker means to issue anew. */
  count: number;
  actor: string;
}

export interface RenamePlan {
  /** Issued anew in this order: parts before what they make up. */
  due: CredentialRecord[];
  /** Not issued anew, because they are withdrawn or expired; their links are turned off, since they show the old name. */
  past: CredentialRecord[];
}

export interface RenameOutcome {
  replaced: Replaced[];
  /** What could not be issued anew, and so still has the old name. */
  refused: { id: string; detail: string }[];
  turnedOff: number;
}

/** What a person's new name would touch. Credentials that other systems asked us to sign are theirs to correct. */
export async function planRename(
  { store, now }: Issuing,
  holderId: string,
  name: string,
): Promise<RenamePlan> {
  const all = (await store.listCredentialsOfHolder(holderId)).filter(({ kind }) => kind !== 'other');
  const old = all.filter(({ holderName, replacedBy }) => holderName !== name && replacedBy === null);
  const isPast = ({ standing, validUntil }: CredentialRecord) =>
    standing === 'revoked' || (validUntil !== null && validUntil <= now());
  return {
    due: partsFirst(old.filter((credential) => !isPast(credential))),
    past: old.filter(isPast),
  };
}

/**
 * Gives a person another name, everywhere: every credential of hers is issued anew under it with its own day of award, the links
 * that she gave away lead to the new ones, and links to what is past are turned off. Calling it again finishes what was
 * interrupted. Afterwards the old name stands in files that she gave away herself, and nowhere public.
 *
 * Rejects with AppError COUNT_DIFFERS, NOT_FOUND for an unknown holder, and as `replaceCredential` does.
 */
export async function renameHolder(
  issuing: Issuing,
  holderId: string,
  { name, grounds, count, actor }: RenameOptions,
): Promise<RenameOutcome> {
  const { store, now } = issuing;
  const holder = await store.getHolder(holderId);
  if (holder === null) throw new AppError('NOT_FOUND', 'There is no such person here.');
  const { due, past } = await planRename(issuing, holderId, name);
  if (due.length !== count)
    throw new AppError('COUNT_DIFFERS', `This would issue ${due.length} credentials anew, not ${count}.`);
  const at = now();
  if (holder.name !== name)
    // Neither name is in it: the log is for ever.
    await store.renameHolder(holderId, name, { at, actor, action: 'holder-renamed', subject: holderId });
  // First, because it can always be done.
  let turnedOff = 0;
  for (const { id } of past)
    for (const share of await store.listSharesOfCredential(id)) {
      const audit = {
        at,
        actor,
        action: 'share-turned-off',
        subject: id,
        details: { why: 'holder-renamed' },
      };
      if (await store.turnOffShare(share.id, at, audit)) turnedOff++;
    }
  const replaced: Replaced[] = [];
  const refused: RenameOutcome['refused'] = [];
  for (const { id } of due) {
    try {
      replaced.push(await replaceOne(issuing, id, { corrections: { name }, grounds, actor, asItWas: true }));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'KEY_UNAVAILABLE') throw error;
      refused.push({ id, detail: error.detail });
    }
  }
  return { replaced, refused, turnedOff };
}
