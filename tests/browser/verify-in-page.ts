import type { JsonObject } from '../../src/model/json.ts';
import { FetchFailure, type VerificationResult } from '../../src/model/verification.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';

/** Runs in the browser: the same call that the Node half of the test makes. */
Object.assign(globalThis, {
  async verifyInPage(
    files: number[][],
    documents: Record<string, JsonObject>,
    now: string,
  ): Promise<VerificationResult[]> {
    const fetchDocument = async (url: string) => {
      const document = documents[url];
      if (document === undefined) throw new FetchFailure('not-found');
      return { document };
    };
    const results: VerificationResult[] = [];
    for (const bytes of files) {
      results.push(await verifyBytes(Uint8Array.from(bytes), { fetchDocument, now: new Date(now) }));
    }
    return results;
  },
});
