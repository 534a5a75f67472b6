import { expect, it } from 'vitest';
import { measurePageScript } from '../../bench/page-size.ts';

it('loads at most 120 KB of script at first, compressed: the page and its worker together', async () => {
  const size = await measurePageScript();
  expect(size).toBeGreaterThan(30);
  expect(size).toBeLessThanOrEqual(120);
});
