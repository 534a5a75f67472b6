import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { LANGUAGES, type Language } from '../present/words/words.ts';

/**
 * The language to answer in: the one that the address asks for (`?lang=es`), else of those that we speak the one that the browser likes
 * best, whatever its region (`es-MX`); English where it names none. The answer says that it depends on this.
 */
export function negotiateLanguage(c: Context): Language {
  c.header('vary', 'Accept-Language', { append: true });
  const asked = findLanguage(c.req.query('lang') ?? '');
  if (asked !== undefined) return asked;
  const chosen = accepts(c, {
    header: 'Accept-Language',
    supports: [...LANGUAGES],
    default: 'en',
    match: (accepted, { default: otherwise }) =>
      accepted
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => findLanguage(type))
        .find((language) => language !== undefined) ?? otherwise,
  });
  return findLanguage(chosen) ?? 'en';
}

/** Ours for a language tag (RFC 5646), which may name a region and is written in any case. */
function findLanguage(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-');
  return LANGUAGES.find((language) => language === primary);
}
