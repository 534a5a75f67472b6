import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { atScale } from '../support/at-scale.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import {
  type CliOptions,
  findFreePort,
  runCli,
  startCli,
  startServe,
  waitUntil,
} from '../support/run-cli.ts';
import { findBatch, foundCounty, longRoster } from './batch-material.ts';
import { allCredentials, expectRestored, type Place } from './restored-material.ts';

/** Seconds of work for one thread, so that a backup comes into the middle of it. */
const MANY = atScale(20_000, 1_500);
type Engine = 'sqlite' | 'postgres';

async function newDatabaseUrl(engine: Engine, dataDir: string): Promise<string> {
  if (engine === 'sqlite') return `sqlite:${join(dataDir, 'lectern.sqlite')}`;
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(() => drop());
  return url;
}

/** An empty instance of the same name. */
async function newPlace(engine: Engine, publicUrl: string): Promise<Place & { options: CliOptions }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lectern-restored-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const databaseUrl = await newDatabaseUrl(engine, dataDir);
  const env = { PORT: new URL(publicUrl).port, LECTERN_DATABASE_URL: databaseUrl };
  return { databaseUrl, keyDir: join(dataDir, 'keys'), publicUrl, options: { dataDir, env } };
}

/** A county whose batch is being signed, and a backup taken meanwhile. */
async function backUpWhileSigning(engine: Engine) {
  const port = await findFreePort();
  const dir = await mkdtemp(join(tmpdir(), 'lectern-backup-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const databaseUrl = await newDatabaseUrl(engine, dir);
  const county = await foundCounty({
    port: String(port),
    ...(databaseUrl === undefined ? {} : { env: { LECTERN_DATABASE_URL: databaseUrl } }),
  });
  onTestFinished(() => county.close());
  const file = await county.write('many.csv', longRoster('many', MANY));
  const running = county.start(['batch', 'run', file, '--yes', '--workers', '1']);
  await waitUntil(running, async () => {
    const batch = await findBatch(county, 'many.csv').catch(() => null);
    return (batch?.totals.issued ?? 0) > 0;
  });
  const recorded = await allCredentials(county.store);
  const backup = join(dir, 'county.backup');
  const { file: name, ...written } = await county.ask<{ file: string; credentials: number; keys: number }>([
    'backup',
    backup,
  ]);
  expect(name).toBe(backup);
  const after = await allCredentials(county.store);
  await running.kill('SIGKILL');
  expect(written.credentials).toBeGreaterThanOrEqual(recorded.length);
  expect(written.credentials).toBeLessThanOrEqual(after.length);
  expect(written.credentials).toBeLessThan(MANY);
  expect(written.keys).toBe(1);
  expect((await stat(backup)).mode & 0o777).toBe(0o600);
  return { county, recorded, backup, written };
}

describe.each([
  ['sqlite', ['sqlite', 'postgres']],
  ['postgres', ['postgres', 'sqlite']],
] as const)(`a backup of %s, taken while a batch of ${MANY} is signed`, (engine, targets) => {
  it(`comes up in ${targets.join(' and in ')}, and the batch is finished there`, {
    timeout: 900_000,
  }, async () => {
    const { county, recorded, backup, written } = await backUpWhileSigning(engine);
    const { id } = await findBatch(county, 'many.csv');
    for (const target of targets) {
      const place = await newPlace(target, county.publicUrl);
      const restored = await runCli(['restore', backup, '--json'], place.options);
      // How far it is, where it takes a while.
      expect([restored.code, restored.stderr.replace(/^\d+ of \d+ rows restored.*\n/gm, '')]).toEqual([
        0,
        '',
      ]);
      expect(JSON.parse(restored.stdout)).toMatchObject({
        from: engine,
        to: target,
        ...written,
      });
      expect(await expectRestored(place, recorded)).toHaveLength(written.credentials);

      // Nobody tells the service of the batch: it finds it.
      const service = await startServe(Number(new URL(county.publicUrl).port), place.options);
      const store = await openStore(place.databaseUrl);
      await waitUntil(service, async () => (await store.getBatch(id))?.state === 'done');
      expect((await store.getBatch(id))?.totals).toMatchObject({ issued: MANY, refused: 0, already: 0 });
      const rows = await store.listBatchRows(id, 1, { limit: 2 * MANY, outcomes: ['issued'] });
      expect(new Set(rows.map(({ credentialId }) => credentialId)).size).toBe(MANY);
      expect(await service.kill('SIGTERM')).toMatchObject({ code: 0 });
      expect(await expectRestored(place, recorded)).toHaveLength(MANY);
      await store.close();
    }
  });
});

describe('a restore', () => {
  it('that is killed at any moment leaves what refuses to serve and is restored by the same command', {
    timeout: 900_000,
  }, async () => {
    const { county, recorded, backup, written } = await backUpWhileSigning('sqlite');
    for (const engine of ['sqlite', 'postgres'] as const) {
      let kills = 0;
      const place = await newPlace(engine, county.publicUrl);
      for (const delay of [0, 20, 60, 120]) {
        const running = startCli(['restore', backup], place.options);
        const isStaged = async () => (await readdir(place.options.dataDir ?? '')).includes('keys.restoring');
        await waitUntil(running, isStaged).catch(() => {});
        await new Promise((next) => setTimeout(next, delay));
        const { signal } = await running.kill('SIGKILL');
        if (signal === null || !(await isStaged())) break;
        kills++;
        const refused = await runCli(['serve'], place.options);
        expect([refused.code, refused.stderr]).toEqual([64, expect.stringContaining('lectern restore')]);
      }
      expect(kills).toBeGreaterThan(0);
      const again = await runCli(['restore', backup, '--json'], place.options);
      // The last kill may have come after its end.
      if (again.code !== 0) expect(again.stderr).toContain('keys here already');
      expect(await expectRestored(place, recorded)).toHaveLength(written.credentials);
      expect((await runCli(['doctor'], place.options)).stdout).toContain('✓ key');
    }
  });

  it('is refused where something is, for another address, and without --force over a file', async () => {
    const county = await foundCounty({ port: String(await findFreePort()) });
    onTestFinished(() => county.close());
    const backup = join(county.dir, 'one.backup');
    const written = await county.lectern(['backup', backup]);
    expect([written.code, written.stdout]).toEqual([
      0,
      expect.stringMatching(/0 credentials.*\n1 key in it/),
    ]);
    for (const [args, message] of [
      [['backup', '-'], /is a file/],
      [['backup', backup], /--force/],
      [['backup', join(county.dir, 'no', 'folder')], /cannot be written/],
      [['restore', backup], /keys here already/],
      [['restore', join(county.dir, 'nothing')], /cannot be read/],
      [['restore', county.dir], /must be a file/],
    ] as const) {
      const refused = await county.lectern(args);
      expect([refused.code, refused.stderr]).toEqual([64, expect.stringMatching(message)]);
    }
    expect((await county.lectern(['backup', backup, '--force'])).code).toBe(0);
    expect(await readdir(county.dir)).toEqual(['data', 'one.backup']);

    const nowhere = await newPlace('sqlite', county.publicUrl);
    for (const args of [
      ['backup', join(county.dir, 'x')],
      ['export', join(county.dir, 'x')],
    ])
      expect((await runCli(args, nowhere.options)).stderr).toMatch(/no (such )?issuer here/);
    expect(await readdir(county.dir)).toEqual(['data', 'one.backup']);

    const elsewhere = await newPlace('sqlite', 'http://localhost:1');
    const refused = await runCli(['restore', backup], elsewhere.options);
    expect([refused.code, refused.stderr]).toEqual([64, expect.stringContaining(county.publicUrl)]);
    const inUse = await newPlace('sqlite', county.publicUrl);
    const init = ['init', '--name', 'Other', '--site', 'https://other.example'];
    expect((await runCli(init, inUse.options)).code).toBe(0);
    await rm(inUse.keyDir, { recursive: true });
    const full = await runCli(['restore', backup], inUse.options);
    expect([full.code, full.stderr]).toEqual([64, expect.stringContaining('not empty')]);
    expect(await readdir(inUse.options.dataDir ?? '')).not.toContain('keys.restoring');
  });

  it('of a backup without keys says so', async () => {
    const county = await foundCounty({ port: String(await findFreePort()) });
    onTestFinished(() => county.close());
    await rm(join(county.dir, 'data', 'keys'), { recursive: true });
    const backup = join(county.dir, 'no-keys.backup');
    expect((await county.lectern(['backup', backup])).stdout).toContain('No keys are in it');
    const place = await newPlace('sqlite', county.publicUrl);
    expect((await runCli(['restore', backup], place.options)).stdout).toContain('No keys were in the backup');
    expect((await runCli(['serve'], place.options)).stderr).toContain('no such signing key');
  });
});
