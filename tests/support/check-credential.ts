import type { JsonObject } from '../../src/model/json.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import type { TestInstance } from './test-instance.ts';

/** What a verifier says of a stored credential, with what the instance publishes at this moment. */
export function checkCredential(
  { issuing }: Pick<TestInstance, 'issuing'>,
  { body }: { body: string },
): Promise<VerificationResult> {
  return verifyCredential(JSON.parse(body) as JsonObject, {
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
  });
}
