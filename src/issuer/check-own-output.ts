import type { SecuredDocument } from '../model/credential.ts';
import { AppError } from '../model/problem.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import type { Draft } from './build-award.ts';
import type { Issuing } from './issuing.ts';

/** Nothing leaves that our own verifier would not call valid. */
export async function checkOwnOutput(
  issuing: Pick<Issuing, 'fetchDocument' | 'now'>,
  signed: SecuredDocument,
  extent: Draft['selfCheck'],
): Promise<void> {
  const { verdict } = await verifyCredential(signed, {
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
    ...(extent === 'proof' ? { checks: ['structure', 'proof', 'issuer'] as const } : {}),
  });
  if (verdict !== 'valid' && verdict !== 'sample') {
    throw new AppError(
      'SELF_CHECK_FAILED',
      `Our own verifier calls the signed credential ${verdict}, so it was not issued.`,
    );
  }
}
