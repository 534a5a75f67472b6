/** Longer ones make a code that prints badly. */
const MAX_LENGTH = 300;

/**
 * Where a credential can be checked again: the verifier, with the link that it came by. One that came as a file, or by something that
 * is no link or too long for a printed code, has to be handed in again.
 */
export function recheckUrlOf(verifier: string, source = ''): string {
  // With its scheme: the name of a file in an archive can look like an address without one.
  if (!/^https?:\/\/\S+$/i.test(source)) return verifier;
  const url = new URL(verifier);
  // After the #, which no server is told.
  url.hash = new URLSearchParams({ url: source }).toString();
  return url.href.length <= MAX_LENGTH ? url.href : verifier;
}
