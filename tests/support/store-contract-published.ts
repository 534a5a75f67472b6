import { describe, expect, test } from 'vitest';
import type { AchievementRecord, IssuerRecord } from '../../src/store/records.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, codeOf, issuerOf, minutesLater, NOW, publishedOf } from './store-fixtures.ts';

const audit = auditOf('published', 'x');

function achievementOf(code: string, version: string, position: number, at = NOW): AchievementRecord {
  return {
    code,
    version,
    programCode: 'tlms',
    programVersion: version,
    kind: 'micro',
    position,
    name: `Achievement ${code}`,
    publishedAt: at,
  };
}

export function publishedContract(under: StoreUnderTest): void {
  describe('issuers', () => {
    test('are saved, replaced and listed by slug', async () => {
      const { store } = under;
      await store.saveIssuer(issuerOf('sonoma'), auditOf('issuer-saved', 'sonoma'));
      await store.saveIssuer(issuerOf('a-b'), auditOf('issuer-saved', 'a-b'));
      await store.saveIssuer(issuerOf('Zeta'), auditOf('issuer-saved', 'Zeta'));
      const changed = {
        ...issuerOf('sonoma'),
        name: 'Sonoma COE',
        url: 'https://x.example/',
        email: 'a@b.c',
      };
      await store.saveIssuer(changed, auditOf('issuer-saved', 'sonoma'));
      expect(await store.findIssuer('sonoma')).toEqual(changed);
      expect(await store.findIssuer('nobody')).toBeNull();
      expect((await store.listIssuers()).map((issuer) => issuer.slug)).toEqual(['', 'Zeta', 'a-b', 'sonoma']);
    });

    test('tell the audit entry what they replace', async () => {
      const { store } = under;
      const heard: (IssuerRecord | null)[] = [];
      const save = (issuer: IssuerRecord) =>
        store.saveIssuer(issuer, (before) => {
          heard.push(before);
          return { ...audit, subject: before?.url ?? 'none' };
        });
      const changed = { ...issuerOf('sonoma'), url: 'https://x.example/', needsApproval: true };
      await save(issuerOf('sonoma'));
      await save(changed);
      await save(issuerOf('sonoma'));
      expect(heard).toEqual([null, issuerOf('sonoma'), changed]);
      const [, ...events] = await store.listAudit({ limit: 10 });
      expect(events.map(({ subject }) => subject)).toEqual(['none', issuerOf('').url, changed.url]);
    });

    test('keep their DID', async () => {
      const { store } = under;
      const before = await store.listAudit({ limit: 100 });
      const moved = { ...issuerOf(''), did: 'did:web:elsewhere.example', name: 'Elsewhere' };
      expect(await codeOf(store.saveIssuer(moved, audit))).toBe('CONFIG_INVALID');
      expect(await store.findIssuer('')).toEqual(issuerOf(''));
      expect(await store.listAudit({ limit: 100 })).toEqual(before);
    });
  });

  describe('frameworks, crosswalks and programs', () => {
    test('freeze when published', async () => {
      const { store } = under;
      for (const kind of ['Framework', 'Crosswalk', 'Program'] as const) {
        const publish = (record: ReturnType<typeof publishedOf>) =>
          kind === 'Program'
            ? store.publishProgram(record, [], audit)
            : store[`publish${kind}`](record, audit);
        expect(await publish(publishedOf('tlms', '1'))).toBe('published');
        const before = await store.listAudit({ limit: 100 });
        expect(await publish(publishedOf('tlms', '1'))).toBe('unchanged');
        expect(await codeOf(publish(publishedOf('tlms', '1', 'other')))).toBe('PROGRAM_FROZEN');
        expect(await store.listAudit({ limit: 100 })).toEqual(before);
        expect(await store[`find${kind}`]('tlms', '1')).toEqual(publishedOf('tlms', '1'));
        expect(await store[`find${kind}`]('tlms', '9')).toBeNull();
        expect(await store[`find${kind}`]('nothing')).toBeNull();
      }
    });

    test('are found and listed by their latest version', async () => {
      const { store } = under;
      const later = publishedOf('tlms', '10', 'second', minutesLater(1));
      await store.publishProgram(publishedOf('tlms', '9'), [], audit);
      await store.publishProgram(later, [], audit);
      await store.publishProgram(publishedOf('b-code', '1'), [], audit);
      await store.publishProgram(publishedOf('b-code', '2', 'same minute'), [], audit);
      expect(await store.findProgram('tlms')).toEqual(later);
      const listed = (await store.listPrograms()).map(({ code, version }) => `${code} ${version}`);
      expect(listed).toEqual(['b-code 2', 'tlms 10']);
      const versions = (await store.listVersions('program')).map(({ code, version }) => `${code} ${version}`);
      expect(versions).toEqual(['b-code 1', 'b-code 2', 'tlms 9', 'tlms 10']);
      expect(await store.listVersions('framework')).toEqual([]);
      expect(await store.listFrameworks()).toEqual([]);
    });

    test('are kept apart under one code', async () => {
      const { store } = under;
      const [one, other, third] = ['1', '2', '3'].map((version) => publishedOf('tlms', version));
      if (!one || !other || !third) throw new Error('three were made');
      await store.publishFramework(one, audit);
      await store.publishCrosswalk(other, audit);
      await store.publishProgram(third, [], audit);
      expect(await store.findCrosswalk('tlms')).toEqual(other);
      expect(await store.listFrameworks()).toEqual([one]);
      expect(await store.listCrosswalks()).toEqual([other]);
      expect(await store.listVersions('crosswalk')).toEqual([other]);
      expect(await store.listPrograms()).toEqual([third]);
    });

    test('of the same version from many callers are published once', async () => {
      const { store } = under;
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () =>
          store.publishProgram(publishedOf('tlms', '1'), [achievementOf('d1', '1', 0)], audit),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1);
    });
  });

  describe('achievements', () => {
    test('come with their program, latest first to be found', async () => {
      const { store } = under;
      const one = ['d2', 'd1', 'd3'].map((code, position) => achievementOf(code, '1', position));
      const two = [
        achievementOf('d1', '2', 0, minutesLater(1)),
        achievementOf('d2', '2', 1, minutesLater(1)),
      ];
      await store.publishProgram(publishedOf('tlms', '1'), one, audit);
      await store.publishProgram(publishedOf('tlms', '2', 'second', minutesLater(1)), two, audit);
      expect(await store.findAchievement('d1')).toEqual(two[0]);
      expect(await store.findAchievement('d1', '1')).toEqual(one[1]);
      expect(await store.findAchievement('d1', '3')).toBeNull();
      const listed = (await store.listAchievements()).map(({ code, version }) => `${code} ${version}`);
      expect(listed).toEqual(['d1 2', 'd2 2', 'd3 1']);
    });

    test('of a published version cannot be published again, and then the program is not either', async () => {
      const { store } = under;
      await store.publishProgram(publishedOf('tlms', '1'), [achievementOf('d1', '1', 0)], audit);
      const other = store.publishProgram(
        publishedOf('other', '1'),
        [achievementOf('d9', '1', 0), achievementOf('d1', '1', 1)],
        audit,
      );
      expect(await codeOf(other)).toBe('PROGRAM_FROZEN');
      expect(await store.findProgram('other')).toBeNull();
      expect(await store.findAchievement('d9')).toBeNull();
    });
  });
}
