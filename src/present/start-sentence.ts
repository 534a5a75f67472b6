/** A domain is written as it is, even at the start of a sentence; `a did:key …`, `una clave …` get their capital. */
export function startSentence(phrase: string): string {
  return /^(an?|una?) /.test(phrase) ? `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}` : phrase;
}
