import type { Language } from './words/words.ts';

/** Where the verifier page speaks this language, whatever the browser asks for. */
export function verifierPath(language: Language): string {
  return `/${language}/verify`;
}
