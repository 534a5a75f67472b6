import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, changeStanding, issue, minutesLater, NOW, publishedOf, reserve } from './store-fixtures.ts';

const audit = auditOf('changed', 'x');
const HOSTILE = 'She wrote "level":"exemplary" \u0000 {"award":{"level":"basic"}} 🎓';

function awardOf(person: string, level?: string, version = '1') {
  return {
    holder: { externalId: person, name: person },
    achievement: { code: 'domain-1', version, programCode: 'tlms', programVersion: version },
    request: {
      award: { evidence: [{ narrative: HOSTILE }], ...(level === undefined ? {} : { level }) },
      parts: [],
    },
  };
}

export function transparencyContract(under: StoreUnderTest): void {
  describe('how an achievement is used', () => {
    test('every version, in the order of publication', async () => {
      const { store } = under;
      const versions = ['2', '10', '1'];
      for (const [i, version] of versions.entries()) {
        const record = {
          ...{ code: 'domain-1', version, programCode: 'tlms', programVersion: version },
          ...{ kind: 'micro' as const, position: 0, name: `Domain (${version})` },
          publishedAt: minutesLater(i),
        };
        await store.publishProgram(publishedOf('tlms', version), [record], audit);
      }
      const listed = await store.listAchievementVersions('domain-1');
      expect(listed.map(({ version }) => version)).toEqual(versions);
      expect(listed[2]).toEqual(await store.findAchievement('domain-1', '1'));
      expect(await store.listAchievementVersions('none')).toEqual([]);
    });

    test('awards count by version, level and force', async () => {
      const { store } = under;
      expect(await store.countAwards('domain-1', NOW)).toEqual([]);
      await issue(store, {}, awardOf('A', 'proficient'));
      await issue(store, { validUntil: minutesLater(5) }, awardOf('B', 'proficient'));
      await issue(store, {}, awardOf('C', 'exemplary', '2'));
      await issue(store, {}, awardOf('D'));
      await issue(store, {}, { ...awardOf('E', 'proficient'), kind: 'full' });
      // Reserved, refused, of another achievement, of none.
      await reserve(store, awardOf('F', 'proficient'));
      const refused = await reserve(store, awardOf('G', 'proficient'));
      await store.refuseIssuance(refused.id, {}, audit);
      const other = { ...awardOf('H').achievement, code: 'domain-2' };
      await issue(store, {}, { ...awardOf('H', 'proficient'), achievement: other });
      await issue(store, {}, { kind: 'other', holder: null, achievement: null });
      const none = { version: '1', level: null, inForce: true, people: 2 };
      const exemplary = { version: '2', level: 'exemplary', inForce: true, people: 1 };
      const proficient = { version: '1', level: 'proficient' };
      expect(await store.countAwards('domain-1', minutesLater(5))).toEqual([
        none,
        { ...proficient, inForce: true, people: 2 },
        exemplary,
      ]);
      expect(await store.countAwards('domain-1', minutesLater(6))).toEqual([
        none,
        { ...proficient, inForce: false, people: 1 },
        { ...proficient, inForce: true, people: 1 },
        exemplary,
      ]);
    });

    test('a person counts once: with what is in force, else with the last', async () => {
      const { store } = under;
      await issue(store, {}, awardOf('A', 'proficient'));
      await issue(store, { validUntil: minutesLater(1) }, awardOf('A', 'exemplary', '2'));
      const count = (version: string, level: string, inForce: boolean) => ({
        ...{ version, level, inForce },
        people: 1,
      });
      expect(await store.countAwards('domain-1', NOW)).toEqual([count('2', 'exemplary', true)]);
      expect(await store.countAwards('domain-1', minutesLater(2))).toEqual([count('1', 'proficient', true)]);
    });

    test('what is withdrawn does not count, what is on hold is not in force', async () => {
      const { store } = under;
      const held = await issue(store, {}, { ...awardOf('A', 'proficient'), needsHold: true });
      const counted = { version: '1', level: 'proficient', people: 1 };
      await changeStanding(store, held.id, 'suspend');
      expect(await store.countAwards('domain-1', NOW)).toEqual([{ ...counted, inForce: false }]);
      await changeStanding(store, held.id, 'reinstate');
      expect(await store.countAwards('domain-1', NOW)).toEqual([{ ...counted, inForce: true }]);
      await changeStanding(store, held.id, 'revoke');
      expect(await store.countAwards('domain-1', NOW)).toEqual([]);
    });
  });
}
