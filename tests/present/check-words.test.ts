import { describe, expect, it } from 'vitest';
import { CHECK_OUTCOME_WORDS, CHECK_WORDS } from '../../src/present/check-words.ts';
import { LINK_WORDS } from '../../src/present/link-words.ts';
import { ResultView } from '../../src/present/result-view.tsx';
import { RESULTS, resultOf } from './sample-results.ts';

describe('a check and its outcome', () => {
  it('say together what was found', () => {
    const status = { outcome: 'warning', code: 'status-list-short', detail: 'It is short.' } as const;
    const html = String(ResultView({ result: resultOf('valid', { status }), checkedBy: 'page' }));
    expect(html).toContain('Not withdrawn or on hold: needs a look.');
    expect(String(ResultView({ result: RESULTS.valid, checkedBy: 'page' }))).toContain(
      'Not withdrawn or on hold: passed.',
    );
  });

  it('have words of their own each', () => {
    for (const words of [CHECK_WORDS, CHECK_OUTCOME_WORDS].map((table) => Object.values(table)))
      expect(new Set(words).size).toBe(words.length);
  });
});

describe('a link that is refused', () => {
  it('may be one of another scheme, or one with a password', () => {
    expect(LINK_WORDS.refused.sentence).toContain('https://');
    expect(LINK_WORDS.refused.sentence).toContain('password');
  });
});
