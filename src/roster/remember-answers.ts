const REMEMBERED = 1000;
const MAX_LETTERS = 100;

/** The same function, which answers a short text that it has seen before from memory: columns repeat few values. */
export function rememberAnswers<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const fresh = answer(text);
    if (known.size < REMEMBERED && text.length <= MAX_LETTERS) known.set(text, fresh);
    return fresh;
  };
}
