import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { AppError } from '../../src/model/problem.ts';
import { DOMAINS, fullAward, partAward } from '../support/awards.ts';
import { checkCredential } from '../support/check-credential.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
});
afterAll(() => instance.close());

const issue = (award: Parameters<typeof issueCredential>[1], key?: string) =>
  issueCredential(instance.issuing, award, {
    actor: 'test',
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });

const verify = (body: string) => checkCredential(instance, { body });

describe('issuing one credential', () => {
  it('gives a credential that is valid in every check that is made, with a share link', async () => {
    const { credential, share } = await issue(partAward());
    const result = await verify(credential.body);
    expect(result.verdict).toBe('valid');
    for (const name of ['structure', 'proof', 'issuer', 'validity', 'status', 'schema']) {
      expect(result.checks.find(({ check }) => check === name)).toEqual(
        expect.objectContaining({ outcome: 'passed' }),
      );
    }
    expect(Buffer.from(share?.id ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(80);
  });

  it('is one credential however often the same request comes, also at the same time', async () => {
    const award = partAward('tlms-2');
    const all = await Promise.all(Array.from({ length: 8 }, () => issue(award)));
    const again = await issue(award);
    expect(new Set([...all, again].map(({ credential }) => credential.body)).size).toBe(1);
    expect(new Set([...all, again].map(({ share }) => share?.id)).size).toBe(1);
  });

  it('refuses an idempotency key that stood for another request', async () => {
    await issue(partAward('tlms-3'), 'a-key');
    await expect(issue(partAward('tlms-4'), 'a-key')).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('names every unmet requirement at once and uses up no index', async () => {
    const before = (await instance.issuing.store.listStatusLists())[0]?.allocated;
    const award = partAward('tlms-5', { level: 'developing', assessors: { count: 1 } });
    delete award.evidence;
    const refusal = await issue(award).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'REQUIREMENTS_NOT_MET' });
    expect((refusal as AppError).problems.length).toBe(3);
    expect((await instance.issuing.store.listStatusLists())[0]?.allocated).toBe(before);
  });

  it('issues the full credential only when every part is held, and names the parts by id and digest', async () => {
    const holder = { name: 'Jean-Luc D’Angelo', externalId: 'E-77' };
    const refusal = await issue(fullAward({ holder })).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'REQUIREMENTS_NOT_MET' });
    const parts = [];
    for (const code of [...DOMAINS, 'tlms-capstone']) parts.push(await issue(partAward(code, { holder })));
    const { credential } = await issue(fullAward({ holder }));
    const body = JSON.parse(credential.body);
    const ids = parts.map((part) => part.credential.id);
    expect(body.evidence.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
    expect(body.relatedResource.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
    expect((await verify(credential.body)).verdict).toBe('valid');
  });

  it('counts only what this very person holds', async () => {
    await expect(
      issue(fullAward({ holder: { name: 'Someone Else', externalId: 'E-78' } })),
    ).rejects.toMatchObject({
      code: 'REQUIREMENTS_NOT_MET',
    });
  });

  it('tells people apart by id and not by name', async () => {
    const a = await issue(partAward('tlms-1', { holder: { name: 'Same Name', externalId: 'A' } }));
    const b = await issue(partAward('tlms-1', { holder: { name: 'Same Name', externalId: 'B' } }));
    expect(a.credential.holderId).not.toBe(b.credential.holderId);
  });

  it('puts no e-mail and no employee number into a credential', async () => {
    const { credential } = await issue(
      partAward('tlms-6', { holder: { name: 'P', email: 'private@x.example', externalId: 'EMP-9' } }),
    );
    expect(credential.body).not.toMatch(/private@|EMP-9|emailAddress/);
  });
});
