import { describe, expect, it } from 'vitest';
import { ResultView } from '../../src/present/result-view.tsx';
import { WORDS } from '../../src/present/words/all-words.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { LANGUAGES } from '../../src/present/words/words.ts';
import { RESULTS, resultOf } from './sample-results.ts';

describe('a check and its outcome', () => {
  it('say together what was found', () => {
    const status = { outcome: 'warning', code: 'status-list-short', detail: 'It is short.' } as const;
    const html = String(
      ResultView({ words: ENGLISH, result: resultOf('valid', { status }), checkedBy: 'page' }),
    );
    expect(html).toContain('Not withdrawn or on hold: needs a look.');
    expect(String(ResultView({ words: ENGLISH, result: RESULTS.valid, checkedBy: 'page' }))).toContain(
      'Not withdrawn or on hold: passed.',
    );
  });

  it.each(LANGUAGES)('have words of their own each: %s', (language) => {
    const { names, outcomes } = WORDS[language].checks;
    for (const words of [names, outcomes].map((table) => Object.values(table)))
      expect(new Set(words).size).toBe(words.length);
  });
});

describe('a link that is refused', () => {
  it('may be one of another scheme, or one with a password', () => {
    expect(ENGLISH.problems.links.refused.sentence).toContain('https://');
    expect(ENGLISH.problems.links.refused.sentence).toContain('password');
  });
});
