import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort, type RunningCli, runCli, startServe } from '../support/run-cli.ts';

/** A county that recognizes a district under the same instance: the district takes it along. */
let dir: string;
let env: Record<string, string>;
let port: number;
let serving: RunningCli | undefined;
let district: string;

const lectern = (args: string[]) => runCli(args, { dataDir: join(dir, 'data'), env });
async function printed(args: string[], expected = 0) {
  const { code, stdout, stderr } = await lectern([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-recognize-'));
  port = await findFreePort();
  env = { PORT: `${port}` };
  district = `did:web:localhost%3A${port}:issuers:district`;
  const county = ['init', '--site', 'https://county.example', '--program', 'sonoma-like'];
  await printed([...county, '--name', 'County']);
  await printed([...county, '--name', 'District', '--slug', 'district']);
});
afterAll(async () => {
  await serving?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

describe('lectern recognize', () => {
  it('says when what it recognizes cannot be looked at, and names every problem', async () => {
    const achievement = `http://localhost:${port}/achievements/tlms-1?v=1`;
    const { code, stderr, stdout } = await lectern(['recognize', 'achievement', achievement]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('cannot be had now');
    expect(stderr).toContain('recognizes.id');
    expect(stderr).toContain('achievement.name');
  });

  it('gives, lists, accepts, checks, drops, renews and revokes', async () => {
    serving = await startServe(port, { dataDir: join(dir, 'data'), env });
    const give = ['recognize', 'issuer', district, '--name', 'Our District', '--until', '2090-06-30'];
    const given = await printed(give);
    expect(given).toMatchObject({ warnings: [], standing: 'in-force', recognizes: { name: 'Our District' } });
    const read = `http://localhost:${port}/achievements/tlms-1?v=1`;
    const ofBadge = await lectern([
      'recognize',
      'achievement',
      read,
      '--issuer-did',
      district,
      '--issuer-name',
      'Our District',
    ]);
    expect(ofBadge).toMatchObject({ code: 0, stderr: '' });
    expect(ofBadge.stdout).toContain('Recognized  Domain');

    const accepted = await printed(['recognize', 'accept', given.url]);
    expect(accepted).toMatchObject({ outcome: 'saved', id: given.id, authority: { name: 'County' } });
    const file = join(dir, 'recognition.json');
    await writeFile(file, JSON.stringify(given.credential));
    expect((await printed(['recognize', 'accept', file])).outcome).toBe('unchanged');
    const issue = [
      'issue',
      '--achievement',
      'tlms-1',
      '--holder',
      'Ana',
      '--level',
      'proficient',
      '--assessors',
      '2',
    ];
    const issued = await printed([...issue, '--evidence', 'Agendas.', '--issuer', 'district']);
    expect(issued.credential.issuer.endorsement).toEqual([given.credential]);

    const renewed = await printed(['recognize', 'renew', given.id, '--until', '2091-06-30']);
    expect(renewed).toMatchObject({ renews: given.id, standing: 'not-yet' });
    await printed(['recognize', 'revoke', given.id, '--reason', 'other']);
    expect(await printed(['recognize', 'check'])).toMatchObject({
      changed: [{ id: given.id, standing: 'revoked' }],
    });
    const standings = (await printed(['recognize', 'list'])).map((one: { standing: string }) => one.standing);
    expect(standings).toEqual(['not-yet', 'in-force', 'revoked']);
    await printed(['recognize', 'drop', given.id]);
    const { code, stderr } = await lectern(['recognize', 'drop', given.id]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'lectern: No received recognition is kept under this id.\n',
    });
  });
});
