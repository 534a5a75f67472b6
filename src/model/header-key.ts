/** What spellings of one header have in common: no case, accents, spaces, underscores, hyphens or other marks. */
export function headerKey(header: string): string {
  return headerWords(header).join('');
}

/** The words of a header, lower-case and without accents; digits stand apart from letters (`Domain3` is `domain`, `3`). */
export function headerWords(header: string): string[] {
  const plain = header.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\p{L}+|\p{N}+/gu) ?? [];
}
