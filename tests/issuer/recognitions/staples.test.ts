import { afterAll, describe, expect, it } from 'vitest';
import { rememberAwardSources } from '../../../src/issuer/award-sources.ts';
import { createIssuanceSigner } from '../../../src/issuer/batch/sign-issuance.ts';
import { finishIssuance } from '../../../src/issuer/finish-issuance.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { openVerificationMemory } from '../../../src/issuer/verify-many.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Issuance } from '../../../src/store/records.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { partAward } from '../../support/awards.ts';
import { openTestInstance } from '../../support/test-instance.ts';
import {
  COUNTY,
  COUNTY_TLMS_1,
  connect,
  openAuthorities,
  recognizeAndAccept,
  STATE_DID,
} from './authority.ts';

const world = await openAuthorities();
const { county, state } = world;
const nation = await openTestInstance({ publicUrl: 'https://badges.nation.example' });
connect(county.issuing, state.issuing, nation.issuing);
afterAll(async () => {
  await nation.close();
  await world.close();
});

describe('chains', () => {
  it('that share a link', async () => {
    await recognizeAndAccept(nation.issuing, state.issuing, {
      recognizes: { id: STATE_DID, name: 'State' },
    });
    await recognizeAndAccept(state.issuing, county.issuing, COUNTY);
    await recognizeAndAccept(state.issuing, county.issuing, COUNTY_TLMS_1);
    const started = performance.now();
    const { credential } = await issueCredential(county.issuing, partAward('tlms-1'), { actor: 'test' });
    console.log('issued ms', performance.now() - started, credential.body.length);
    const again = performance.now();
    const result = await verifyCredential(JSON.parse(credential.body), {
      fetchDocument: county.issuing.fetchDocument,
      now: county.clock.now,
    });
    console.log(
      result.verdict,
      performance.now() - again,
      JSON.stringify(result.checks.map((c) => [c.check, c.outcome, c.code])),
    );
  });
});
