import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { FetchFailure } from '../../src/model/verification.ts';
import { buildStatusList, publishStatusList, STATUS_LIST_URL, sign } from '../support/test-issuer.ts';
import { STATUS_INDEX } from './sample-credentials.ts';

import { answer, ENTRY, issuer, statusOf } from './status-answers.ts';

describe('entries', () => {
  it.each<[string, Json, string]>([
    ['none', [], 'skipped no-status'],
    ['text', 'https://badges.example.org/status/1', 'unknown status-type-unsupported'],
    ['of no type', { id: 'urn:x:1' }, 'unknown status-type-unsupported'],
    ['of a type that objects have by nature', { type: 'constructor' }, 'unknown status-type-unsupported'],
    [
      'of a kind that we do not know',
      { ...ENTRY, type: 'TokenStatusListEntry' },
      'unknown status-type-unsupported',
    ],
    [
      'of a type by its full IRI',
      { ...ENTRY, type: 'https://www.w3.org/ns/credentials/status#BitstringStatusListEntry' },
      'unknown status-type-unsupported',
    ],
    ['without a purpose', { ...ENTRY, statusPurpose: null }, 'unknown status-entry-malformed'],
    [
      'with purposes in an array',
      { ...ENTRY, statusPurpose: ['revocation'] },
      'unknown status-entry-malformed',
    ],
    [
      'with a purpose that objects have by nature',
      { ...ENTRY, statusPurpose: 'constructor' },
      'unknown status-purpose-unsupported',
    ],
    ['without a list', { ...ENTRY, statusListCredential: '' }, 'unknown status-entry-malformed'],
    ['nested in arrays', [[ENTRY]], 'unknown status-type-unsupported'],
  ])('%s', async (_, entry, expected) => {
    expect(answer(await statusOf(entry))).toBe(expected);
  });

  it('several: the worst speaks, in any order', async () => {
    const gone = { ...ENTRY, statusListCredential: 'https://badges.example.org/status/gone' };
    const set = await publishStatusList(new Map(), issuer, { set: [5] });
    const revoked = { ...ENTRY, statusListIndex: '5' };
    for (const entries of [
      [ENTRY, gone, revoked],
      [revoked, gone, ENTRY],
      [gone, revoked, ENTRY],
    ]) {
      expect(answer(await statusOf(entries, set))).toBe('failed revoked');
    }
    expect(answer(await statusOf([ENTRY, gone]))).toBe('unknown status-unreachable');
  });

  it('StatusList2021 is read as its successor', async () => {
    const list = async (set: number[]) => {
      const { '@context': _, validFrom, ...rest } = await buildStatusList(issuer.did, { set });
      const contexts = [
        'https://www.w3.org/2018/credentials/v1',
        'https://w3id.org/vc/status-list/2021/v1',
        'https://w3id.org/security/suites/ed25519-2020/v1',
      ];
      const subject = { ...(rest['credentialSubject'] as JsonObject), type: 'StatusList2021' };
      const old = {
        ...rest,
        '@context': contexts,
        issuanceDate: validFrom as Json,
        type: ['VerifiableCredential', 'StatusList2021Credential'],
        credentialSubject: subject,
      };
      return sign(issuer, old, ['Ed25519Signature2020']);
    };
    const entry = { ...ENTRY, type: 'StatusList2021Entry' };
    expect(answer(await statusOf(entry, await list([])))).toBe('passed');
    expect(answer(await statusOf(entry, await list([STATUS_INDEX])))).toBe('failed revoked');
  });

  it('1EdTechRevocationList is looked up, and as it is not signed, only warns when it is clear', async () => {
    const entry = { id: STATUS_LIST_URL, type: '1EdTechRevocationList' };
    const listed = (...revokedCredential: Json[]) =>
      statusOf(entry, { id: STATUS_LIST_URL, revokedCredential });
    expect(answer(await listed())).toBe('warning status-list-unsigned');
    expect(answer(await listed({ id: 'urn:uuid:2' }))).toBe('warning status-list-unsigned');
    expect(answer(await listed({ id: 'urn:uuid:1' }))).toBe('failed revoked');
    expect(answer(await listed({ id: 'urn:uuid:1', revoked: true }))).toBe('failed revoked');
    expect(answer(await listed({ id: 'urn:uuid:1', revoked: false }))).toBe('warning status-list-unsigned');
    expect(answer(await listed('urn:uuid:1'))).toBe('unknown status-list-malformed');
    expect(answer(await statusOf(entry, { revokedCredential: 'urn:uuid:1' }))).toBe(
      'unknown status-list-malformed',
    );
    expect(answer(await statusOf(entry, {}))).toBe('unknown status-list-malformed');
    expect(answer(await statusOf(entry, new FetchFailure('unreachable')))).toBe('unknown status-unreachable');
    expect(answer(await statusOf({ type: '1EdTechRevocationList' }))).toBe('unknown status-entry-malformed');
  });
});
