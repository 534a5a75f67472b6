import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { CredentialNotice } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';

/**
 * What anyone may read of a credential that is not in force, under `/notices/{SHA-256 of its id}`. The reason is for the issuer's
 * records and not in it. Rejects with AppError NOT_FOUND for a credential in force as for one that there is not.
 */
export async function publishNotice(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  noticeKey: string,
): Promise<JsonObject> {
  const notice = await store.findNotice(noticeKey);
  if (notice === null) throw new AppError('NOT_FOUND', 'There is no such notice.');
  return describeNotice(notice, publicUrl);
}

/** A notice as the public reads it. */
export function describeNotice(
  { standing, statement, effectiveAt, successor }: CredentialNotice,
  publicUrl: string,
): JsonObject {
  return {
    standing,
    since: effectiveAt.toISOString(),
    ...(statement === null ? {} : { statement }),
    ...(successor === null
      ? {}
      : {
          replacement: {
            issued: successor.recordedAt.toISOString(),
            // Only where its holder shares it.
            ...(successor.shareId === null ? {} : { url: `${publicUrl}/c/${successor.shareId}` }),
          },
        }),
  };
}
