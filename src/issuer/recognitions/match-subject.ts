import { achievementId } from '../../program/describe-achievement.ts';
import type { RecognizedSubject } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { notAccepted, type Recognition } from './read-recognition.ts';

/**
 * Whom or what of ours a recognition is about: an issuer of this instance, or an achievement of this instance together with
 * the issuer of ours that it names as its creator. Rejects with AppError RECOGNITION_NOT_ACCEPTED if nothing of ours.
 */
export async function matchSubject(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  { issuer, credentialSubject: subject }: Recognition,
): Promise<RecognizedSubject> {
  const issuers = await store.listIssuers();
  const recognized = issuers.find(({ did }) => did === (subject.creator?.id ?? subject.id));
  if (recognized === undefined)
    throw notAccepted(
      'not-ours',
      subject.creator === undefined
        ? 'It recognizes neither an issuer of this instance, nor, with its creator, an achievement of one.'
        : 'It recognizes an achievement of an issuer that is not of this instance.',
    );
  if (recognized.did === issuer.id)
    throw notAccepted('own', 'Nobody recognizes themselves: the issuer that it is about signed it.');
  const of = { issuerDid: recognized.did, issuerName: recognized.name };
  if (subject.id === recognized.did)
    return { kind: 'issuer', subjectId: subject.id, subjectName: recognized.name, ...of };
  const achievement = await findAchievement({ store, publicUrl }, subject.id);
  if (achievement === null)
    throw notAccepted('not-ours', 'It recognizes an achievement that this instance has not published.');
  return { kind: 'achievement', subjectId: subject.id, subjectName: achievement.name, ...of };
}

/** By the very id that stands in credentials: with its version. */
async function findAchievement({ store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>, id: string) {
  const prefix = `${publicUrl}/achievements/`;
  const [, code, version] =
    /^([a-z0-9-]{1,60})\?v=([A-Za-z0-9.-]{1,20})$/.exec(
      id.startsWith(prefix) ? id.slice(prefix.length) : '',
    ) ?? [];
  if (code === undefined || version === undefined) return null;
  const achievement = await store.findAchievement(code, version);
  return achievement !== null && achievementId(publicUrl, achievement) === id ? achievement : null;
}
