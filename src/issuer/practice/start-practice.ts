import { AppError } from '../../model/problem.ts';
import { foundIssuer } from '../found-issuer.ts';
import { issueCredential } from '../issue-credential.ts';
import type { Issuing } from '../issuing.ts';
import type { KeyHolder } from '../key-holder.ts';
import { publishShipped } from '../publish-program.ts';
import { makeRecord } from '../record/make-record.ts';
import { isPracticeIssuer, PRACTICE_NAME } from './practice-issuer.ts';
import { readCohort } from './read-cohort.ts';

export interface PracticeCredential {
  id: string;
  name: string;
  holderName: string;
  kind: 'micro' | 'capstone' | 'full';
  shareUrl: string;
}

/**
 * The practice instance: a sample county with a key of its own, the shipped programs, and a cohort whose credentials are
 * issued by the same use case as real ones, with the full record of each full credential. Started again, or after a crash half-way, it finds or finishes what it made.
 * `onProgress` hears how many of how many are done.
 */
export async function startPractice(
  issuing: Issuing,
  keys: KeyHolder,
  onProgress: (done: number, all: number) => void,
): Promise<PracticeCredential[]> {
  const known = await issuing.store.findIssuer('');
  const hasKey = known !== null && (await issuing.signers.keysOf(known.did)).length > 0;
  if (!isPracticeIssuer(known) || !hasKey) {
    await foundIssuer(issuing, {
      slug: '',
      name: PRACTICE_NAME,
      url: issuing.publicUrl,
      email: 'teacher-leadership@county.example',
      actor: 'system',
      keys,
    });
  }
  await publishShipped(issuing, ['sonoma-like', 'county-local', 'competencies'], 'system');
  const awards = readCohort();
  const credentials: PracticeCredential[] = [];
  for (const award of awards) {
    const { credential, share } = await issueCredential(issuing, award, { actor: 'system' });
    if (share !== null && credential.kind !== 'other') {
      credentials.push({
        id: credential.id,
        name: credential.name,
        holderName: credential.holderName ?? '',
        kind: credential.kind,
        shareUrl: `${issuing.publicUrl}/c/${share.id}`,
      });
    }
    onProgress(credentials.length, awards.length);
  }
  for (const { id, kind } of credentials) if (kind === 'full') await makeSampleRecord(issuing, id);
  return credentials;
}

/** Somebody may have tried out what happens when a part is withdrawn: then there is none, and everything else goes on. */
async function makeSampleRecord(issuing: Issuing, fullId: string): Promise<void> {
  try {
    await makeRecord(issuing, fullId, { actor: 'system' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'RECORD_NOT_WHOLE') throw error;
  }
}
