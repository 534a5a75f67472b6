import { sign } from 'node:crypto';
import { sha256Bytes, sha256Text } from '../src/issuer/sha256.ts';
import type { JsonObject } from '../src/model/json.ts';
import { createPlanBook } from '../src/proof/plan/plan-book.ts';
import { signCredential } from '../src/proof/sign-credential.ts';
import { createPlannedSigning } from '../src/proof/sign-with-plan.ts';
import { type BenchKey, BOTH, buildRow, CREATED } from './materials.ts';
import { compare } from './measure.ts';
import { signByReference } from './reference-signing.ts';

/** One dual-proof credential, from its award to its signed bytes, on one core: milliseconds each. */
export async function measureSigning(key: BenchKey, rounds: number) {
  const plans = createPlanBook({ hash: sha256Text, patience: 0 });
  const signWithPlan = createPlannedSigning(sha256Bytes);
  let next = 0;
  return compare(
    {
      reference: {
        times: 10,
        async run(times) {
          for (let i = 0; i < times; i++) await signByReference(buildRow(next++), key.reference);
        },
      },
      planned: {
        times: 1_000,
        async run(times) {
          for (let i = 0; i < times; i++) {
            const unsigned = buildRow(next++);
            const fit = await plans.find(unsigned as unknown as JsonObject);
            if (fit === null) throw new Error('a row of the bench has a plan');
            await signWithPlan(unsigned, fit, { signer: key.native, cryptosuites: BOTH, created: CREATED });
          }
        },
      },
      single: {
        times: 10,
        async run(times) {
          for (let i = 0; i < times; i++)
            await signCredential(buildRow(next++), {
              signer: key.native,
              cryptosuites: BOTH,
              created: CREATED,
            });
        },
      },
      floor: {
        times: 1_000,
        run(times) {
          const data = Buffer.alloc(64);
          for (let i = 0; i < times; i++) {
            data.writeUInt32LE(i);
            sign(null, data, key.privateKey);
            sign(null, data, key.privateKey);
          }
        },
      },
    },
    rounds,
  );
}
