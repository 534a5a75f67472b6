import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishFramework } from '../../src/issuer/publish-program.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import { AppError } from '../../src/model/problem.ts';
import { SHIPPED_FRAMEWORKS } from '../../src/program/shipped.ts';
import { DOMAINS, fullAward, partAward } from '../support/awards.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
});
afterAll(() => instance.close());

it('does not build one person’s full credential from the parts of another with the same address', async () => {
  const email = 'office@school.example';
  for (const code of [...DOMAINS, 'tlms-capstone']) {
    await issueCredential(instance.issuing, partAward(code, { holder: { name: 'Ana Núñez', email } }), {
      actor: 'test',
    });
  }
  const asked = issueCredential(instance.issuing, fullAward({ holder: { name: 'Bob Smith', email } }), {
    actor: 'test',
  });
  const refusal = await asked.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect((refusal as AppError).problems.map(({ code }) => code)).toContain('holder-name-differs');
  const hers = await issueCredential(instance.issuing, fullAward({ holder: { name: 'ana  núñez', email } }), {
    actor: 'test',
  });
  expect(hers.credential.kind).toBe('full');
});

it('refuses a framework version without the items that published programs name', async () => {
  const tlms = SHIPPED_FRAMEWORKS.find(({ code }) => code === 'tlms');
  const smaller = { ...tlms, version: '2099', items: tlms?.items.slice(1) };
  await expect(publishFramework(instance.issuing, smaller, 'test')).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  });
});

it('serves the signed status list while the key is away, as long as it is good', async () => {
  const before = await publishStatusList(instance.issuing, 1);
  const away = {
    ...instance.issuing,
    signers: {
      ...instance.issuing.signers,
      signerOf: () => Promise.reject(new AppError('KEY_UNAVAILABLE', 'away')),
    },
  };
  instance.clock.now = new Date(instance.clock.now.getTime() + 24 * 3_600_000);
  expect(await publishStatusList(away, 1)).toEqual(before);
  instance.clock.now = new Date(instance.clock.now.getTime() + 24 * 3_600_000);
  await expect(publishStatusList(away, 1)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
});
