import { WORDS } from '../../present/words/all-words.ts';
import { LANGUAGES, type Language } from '../../present/words/words.ts';
import type { Translation } from './layout.tsx';

/** The same page in the other languages: by `?lang=` unless it has an address for each. */
export function listTranslations(
  current: Language,
  hrefOf: (language: Language) => string = (language) => `?lang=${language}`,
): Translation[] {
  return LANGUAGES.filter((language) => language !== current).map((language) => ({
    language,
    name: WORDS[language].page.languageName,
    href: hrefOf(language),
  }));
}
