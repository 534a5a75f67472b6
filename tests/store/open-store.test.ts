import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { codeOf } from '../support/store-fixtures.ts';

test('the URL says which engine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-open-'));
  const databases = [
    [`sqlite:${join(folder, 'a.sqlite')}`, 'sqlite'],
    [join(folder, 'b.sqlite'), 'sqlite'],
    ['postgres://localhost/x', 'postgres'],
    ['postgresql://localhost/x', 'postgres'],
  ] as const;
  for (const [url, engine] of databases) {
    const store = await openStore(url);
    expect(store.engine).toBe(engine);
    await store.close();
  }
  expect((await stat(join(folder, 'a.sqlite'))).isFile()).toBe(true);
  expect((await stat(join(folder, 'b.sqlite'))).isFile()).toBe(true);
  await rm(folder, { recursive: true });
});

test('another scheme is refused without repeating it', async () => {
  const error = await openStore('mysql://user:secret@host/x').catch((error: unknown) => error);
  expect(await codeOf(Promise.reject(error))).toBe('CONFIG_INVALID');
  expect(String(error)).not.toContain('secret');
});
