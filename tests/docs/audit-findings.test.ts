import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { AUDIT_FINDING_CODES } from '../../src/issuer/audit/audit-finding.ts';

test('docs/audit.md has every finding, and no other', async () => {
  const text = await readFile(new URL('../../docs/audit.md', import.meta.url), 'utf8');
  const [, table = ''] = /## Findings\n([\s\S]*?)\n## /.exec(text) ?? [];
  const named = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/`[a-z-]+`/g) ?? []);
  expect(named.sort()).toEqual(AUDIT_FINDING_CODES.map((code) => `\`${code}\``).sort());
});
