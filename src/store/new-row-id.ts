import { randomUUID } from 'node:crypto';

/**
 * A UUID version 7, which grows with time: an index of many is then added to at its end, where random ids would change a
 * page of it each. For ids that stay in the store: it says when it was made.
 */
export function newRowId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
