import type { Contents } from './row.ts';

/**
 * Whether several files are one thing: a credential with its parts, and endorsements beside it. Then they get one answer, which says
 * what is wrong with any of them; an unread file belongs to nothing.
 */
export function belongTogether(all: readonly (Contents | undefined)[]): boolean {
  const known = all.filter((one) => one !== undefined);
  if (known.length < all.length) return false;
  const credentials = known.filter(({ isEndorsement }) => !isEndorsement);
  const isNamedBy = (part: Contents, whole: Contents) =>
    part !== whole && part.credentialId !== undefined && whole.names.includes(part.credentialId);
  const leads = credentials.filter((one) => !credentials.some((other) => isNamedBy(one, other)));
  const [lead] = leads;
  return (
    lead !== undefined &&
    leads.length === 1 &&
    credentials.every((one) => one === lead || isNamedBy(one, lead))
  );
}
