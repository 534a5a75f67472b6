/** A domain is written as it is, even at the start of a sentence; `a did:key …` gets its capital. */
export function startSentence(phrase: string): string {
  return /^an? /.test(phrase) ? `A${phrase.slice(1)}` : phrase;
}
