import type { ReceivedRecognition } from '../../store/recognition-store.ts';
import type { IssuerRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';

/** An issuer of this instance, with the recognitions of others that it has now. */
export interface OwnIssuer {
  issuer: IssuerRecord;
  recognizedBy: ReceivedRecognition[];
}

/** So many are told of each; a county has one or two. */
const MOST_RECEIVED = 50;

/** The instance's own first, then by slug. */
export async function listOwnIssuers({ store, now }: Pick<Issuing, 'store' | 'now'>): Promise<OwnIssuer[]> {
  const issuers = await store.listIssuers();
  return Promise.all(
    issuers.map(async (issuer) => ({
      issuer,
      recognizedBy: await store.listReceived(
        { limit: MOST_RECEIVED },
        { issuerDid: issuer.did, inForceAt: now() },
      ),
    })),
  );
}
