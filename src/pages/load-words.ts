import type { Words } from '../present/words/words.ts';

/** The words of the page's own language (`<html lang>`), and no others. */
export async function loadWords(): Promise<Words> {
  return document.documentElement.lang === 'es'
    ? (await import('../present/words/spanish/spanish.ts')).SPANISH
    : (await import('../present/words/english/english.ts')).ENGLISH;
}
