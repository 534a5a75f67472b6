import { achievementId } from '../../program/describe-achievement.ts';
import type { Issuing } from '../issuing.ts';
import { readStaples, type StapleIds, stapleIds } from './read-staples.ts';

/** The recognitions that travel with an award that is made now; undefined if there are none. */
export async function decideStaples(
  issuing: Pick<Issuing, 'store' | 'now' | 'publicUrl'>,
  issuerDid: string,
  definition: { code: string; version: string },
): Promise<StapleIds | undefined> {
  const asked = { issuerDid, achievementId: achievementId(issuing.publicUrl, definition) };
  return stapleIds(await readStaples(issuing, asked));
}
