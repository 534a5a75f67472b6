import type { Staples } from '../../program/build-record.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';

/** The recognitions in force that speak for the issuer of these credentials and for what they are about. */
export async function readRecordStaples(
  _issuing: Pick<Issuing, 'store' | 'now'>,
  _credentials: readonly CredentialRecord[],
): Promise<Staples> {
  return { issuer: [], achievements: [] };
}
