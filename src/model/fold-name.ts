/** A name as it is compared: case, accents and spacing do not tell people apart. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s’'-]+/g, ' ')
    .trim()
    .toLowerCase();
}
