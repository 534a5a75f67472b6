import { AppError } from '../../model/problem.ts';
import type { Issuing } from '../issuing.ts';

/**
 * From now on a received recognition does not travel with anything; what was issued with it keeps it. Rejects with AppError
 * NOT_FOUND when there is none that is not dropped already.
 */
export async function dropRecognition(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  id: string,
  actor: string,
): Promise<void> {
  const at = now();
  const isDropped = await store.dropReceived(id, at, {
    at,
    actor,
    action: 'recognition-dropped',
    subject: id,
  });
  if (!isDropped) throw new AppError('NOT_FOUND', 'No received recognition is kept under this id.');
}
