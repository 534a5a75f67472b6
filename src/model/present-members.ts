/** Those members that have a value: what is absent is not written, neither as undefined nor as null nor as an empty text. */
export function presentMembers<T extends object>(members: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const entries = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return Object.fromEntries(entries) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
