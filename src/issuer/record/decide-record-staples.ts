import { achievementId } from '../../program/achievement-ids.ts';
import type { CredentialRecord } from '../../store/records.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { chooseStaples, listReceivedOf, type StapleIds } from '../recognitions/read-staples.ts';

/** The recognitions that travel with a record made now: those of the issuer, and those of each achievement in it. */
export async function decideRecordStaples(
  { store, publicUrl, now }: Pick<Issuing, 'store' | 'publicUrl' | 'now'>,
  issuerSlug: string,
  credentials: readonly CredentialRecord[],
): Promise<Required<StapleIds>> {
  const { did: issuerDid } = await requireIssuer(store, issuerSlug);
  const received = await listReceivedOf(store, issuerDid);
  const at = now();
  const issuer = chooseStaples(received, { issuerDid }, at).issuer;
  const achievement = credentials.flatMap((credential) =>
    credential.achievement === null
      ? []
      : chooseStaples(
          received,
          { issuerDid, achievementId: achievementId(publicUrl, credential.achievement) },
          at,
        ).achievement,
  );
  const ids = (staples: { id: string }[]) => [...new Set(staples.map(({ id }) => id))];
  return { issuer: ids(issuer), achievement: ids(achievement) };
}
