import { userInfo } from 'node:os';

/** Who acts, for the audit log and for approval by two people: the user of the operating system. */
export function actingUser(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    // A user without a name, as in some containers.
    return 'cli';
  }
}
