/** Longer searches are refused, before they are taken apart. */
export const MOST_SEARCH_CHARACTERS = 100;

/**
 * Whether texts have what is searched for: every word of it somewhere, whatever the case and the accents. Nothing searched for is
 * in everything.
 */
export function createSearch(query: string): (texts: readonly (string | undefined)[]) => boolean {
  const words = foldText(query.slice(0, MOST_SEARCH_CHARACTERS))
    .split(' ')
    .filter((word) => word !== '');
  return (texts) => {
    if (words.length === 0) return true;
    const folded = foldText(texts.filter((text) => text !== undefined).join('\n'));
    return words.every((word) => folded.includes(word));
  };
}

/** Without case, accents and doubled spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\s+/gu, ' ')
    .trim();
}
