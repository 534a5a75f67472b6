import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

/** Crosswalks by command line alone. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-crosswalk-'));
  const init = await lectern(['init', '--name', 'Test County', '--site', 'https://county.example']);
  expect(init).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => rm(dir, { recursive: true }));

const lectern = (args: string[], input = '') => runCli(args, { dataDir: dir, input });
const own = {
  code: 'tlms--own',
  version: '1',
  name: 'Our own reading',
  from: 'tlms',
  to: 'cstp-2024',
  pairs: [{ from: 'VI.b', to: '6', relation: 'isRelatedTo', rationale: 'We say so.' }],
};
const wrong = {
  ...own,
  version: '',
  pairs: [{ ...own.pairs[0], to: 'MARKER', relation: 'MARKER' }, 'MARKER'],
};

describe('lectern crosswalk', () => {
  it('lists what came with the frameworks', async () => {
    const { stdout } = await lectern(['crosswalk', 'list', '--json']);
    expect(JSON.parse(stdout).map(({ code, version }: typeof own) => `${code} ${version}`)).toEqual([
      'tlms--cstp-2024 1',
      'tlms--national-board-core-propositions 1',
      'tlms--teacher-leadership-competencies 1',
    ]);
    expect((await lectern(['crosswalk', 'list'])).stdout).toMatch(
      /^tlms--cstp-2024 {2}version 1 {2}\d+ pairs/,
    );
  });

  it('names everything that is wrong with one, and no value of it', async () => {
    const found = await lectern(['crosswalk', 'check', '-'], JSON.stringify(wrong));
    expect(found).toMatchObject({ code: 1, stdout: '' });
    for (const path of ['version', 'pairs.0.to', 'pairs.0.relation', 'pairs.1'])
      expect(found.stderr).toContain(`  ${path}: `);
    const asJson = await lectern(['crosswalk', 'check', '-', '--json'], JSON.stringify(wrong));
    expect(asJson).toMatchObject({ code: 1, stderr: '' });
    const { ok, problems } = JSON.parse(asJson.stdout);
    expect([ok, problems.length]).toEqual([false, 4]);
    expect(found.stderr + asJson.stdout).not.toContain('MARKER');
    const loaded = await lectern(['crosswalk', 'load', '-'], JSON.stringify(wrong));
    expect(loaded).toMatchObject({ code: 1, stdout: '', stderr: found.stderr });
    expect(await lectern(['crosswalk', 'check', '-'], '{"MARKER')).toMatchObject({
      code: 1,
      stderr: expect.not.stringContaining('MARKER'),
    });
    expect(await lectern(['crosswalk', 'check', join(dir, 'nowhere.json')])).toMatchObject({ code: 1 });
  });

  it('loads one once, for good', async () => {
    const file = join(dir, 'own.json');
    await writeFile(file, JSON.stringify(own));
    expect(await lectern(['crosswalk', 'check', file])).toMatchObject({
      code: 0,
      stdout: 'Nothing is wrong with it: 1 pair.\n',
    });
    expect(await lectern(['crosswalk', 'load', file])).toMatchObject({ code: 0, stdout: 'Published.\n' });
    const again = await lectern(['crosswalk', 'load', file, '--json']);
    expect(JSON.parse(again.stdout)).toEqual({ outcome: 'unchanged' });
    await writeFile(file, JSON.stringify({ ...own, name: 'Another' }));
    expect(await lectern(['crosswalk', 'load', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('new version'),
    });
    expect((await lectern(['crosswalk', 'list'])).stdout).toContain('tlms--own  version 1  1 pair ');
  });

  it('loads one that ships by its code', async () => {
    expect(await lectern(['crosswalk', 'load', 'tlms--cstp-2024'])).toMatchObject({
      code: 0,
      stdout: 'Unchanged: this version is published already.\n',
    });
  });
});
