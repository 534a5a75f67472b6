const MAX_LENGTH = 120;

/**
 * A file's name as an archive or PDF has it, fit to be shown: without folders, control characters and marks that turn the direction of
 * writing. It is for display only: nothing is opened or stored under it. Undefined if nothing of it is left.
 */
export function displayName(path: string): string | undefined {
  const name = path
    .split(/[/\\]/)
    .at(-1)
    ?.toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .trim();
  if (name === undefined || name === '') return undefined;
  const characters = [...name];
  return characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH - 1).join('')}…` : name;
}
