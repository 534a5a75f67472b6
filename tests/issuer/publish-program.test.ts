import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishFramework, publishProgram, publishShipped } from '../../src/issuer/publish-program.ts';
import { readAchievement } from '../../src/issuer/read-program.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { partAward } from '../support/awards.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
});
afterAll(() => instance.close());

/** The Sonoma-like program as a JSON document that a test may change. */
// biome-ignore lint/suspicious/noExplicitAny: a document of strangers
function sonoma(change: (document: any) => void = () => {}): unknown {
  const document = structuredClone(SHIPPED_PROGRAMS.find(({ code }) => code === 'sonoma-like'));
  change(document);
  return document;
}
const countEvents = async () => (await instance.issuing.store.listAudit({ limit: 1_000 })).length;

describe('publishing', () => {
  it('does nothing the second time', async () => {
    const before = await countEvents();
    expect(await publishProgram(instance.issuing, sonoma(), 'test')).toBe('unchanged');
    expect(await publishFramework(instance.issuing, SHIPPED_FRAMEWORKS[0], 'test')).toBe('unchanged');
    await publishShipped(
      instance.issuing,
      SHIPPED_PROGRAMS.map(({ code }) => code),
      'test',
    );
    expect(await countEvents()).toBe(before);
  });

  it('leaves what an older Lectern shipped under the same version as it was', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lectern-shipped-'));
    const place = { databaseUrl: `sqlite:${join(dir, 'a.sqlite')}`, keyDir: join(dir, 'keys') };
    const { issuing, close } = await openIssuing({ ...place, clock: { now: new Date() } });
    for (const framework of SHIPPED_FRAMEWORKS) await publishFramework(issuing, framework, 'test');
    const older = sonoma((document) => {
      delete document.assessorIndependence;
    });
    await publishProgram(issuing, older, 'test');
    await publishShipped(issuing, ['sonoma-like', 'county-local'], 'test');
    expect((await issuing.store.findProgram('sonoma-like'))?.document).toEqual(older);
    expect(await issuing.store.findProgram('county-local')).not.toBeNull();
    await close();
    await rm(dir, { recursive: true });
  });

  it('never changes a published version', async () => {
    const changed = sonoma((document) => {
      document.achievements[0].description = 'Easier now.';
    });
    await expect(publishProgram(instance.issuing, changed, 'test')).rejects.toMatchObject({
      code: 'PROGRAM_FROZEN',
    });
    const framework = { ...structuredClone(SHIPPED_FRAMEWORKS[0]), title: 'Another title' };
    await expect(publishFramework(instance.issuing, framework, 'test')).rejects.toMatchObject({
      code: 'PROGRAM_FROZEN',
    });
  });

  it('makes a new version that is awarded from now on, while the old one stays readable', async () => {
    const second = sonoma((document) => {
      document.version = '2';
      for (const achievement of document.achievements) achievement.version = '2';
      document.achievements[0].description = 'Described anew.';
    });
    const issue = (externalId: string) =>
      issueCredential(instance.issuing, partAward('tlms-1', { holder: { name: 'P', externalId } }), {
        actor: 'test',
      });
    const old = await issue('before');
    expect(await publishProgram(instance.issuing, second, 'test')).toBe('published');
    const fresh = await issue('after');
    expect([old, fresh].map(({ credential }) => credential.achievement?.version)).toEqual(['1', '2']);
    expect(JSON.parse(fresh.credential.body).credentialSubject.achievement).toMatchObject({
      id: expect.stringMatching(/\/achievements\/tlms-1\?v=2$/),
      description: 'Described anew.',
    });
    const { definition } = await readAchievement(instance.issuing.store, 'tlms-1', '1');
    expect(definition.description).not.toBe('Described anew.');
  });

  it('names every problem of a program at once, and none of its values', async () => {
    const wrong = sonoma((document) => {
      document.version = 'a MARKER';
      document.title = 4;
      document.achievements[0].alignment = [{ framework: 'tlms', item: 'MARKER' }];
      document.achievements[1].kind = 'MARKER';
    });
    const error = await publishProgram(instance.issuing, wrong, 'test').catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'REQUEST_INVALID' });
    const { problems } = error as { problems: { path?: string }[] };
    expect(problems.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(problems)).not.toContain('MARKER');
  });

  it.each([null, 4, 'x', [], {}, { code: 'x' }])(
    'refuses what is no program or framework: %j',
    async (document) => {
      for (const publish of [publishProgram, publishFramework])
        await expect(publish(instance.issuing, document, 'test')).rejects.toMatchObject({
          code: 'REQUEST_INVALID',
        });
    },
  );
});
