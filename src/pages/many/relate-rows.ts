import type { JsonObject } from '../../model/json.ts';
import { type Held, isPartOf, type ReadContents } from './read-contents.ts';

/** What a credential is checked with: the others that it names, and endorsements, whoever handed them in. */
export interface Companions {
  secured: (JsonObject | string)[];
  /** Changes when there are others. */
  key: string;
}

/**
 * What is known of each, by its number, and how they belong together. Of many that have nothing to do with each other none is given to
 * the other's check, which would find nothing in it.
 */
export function createRelations() {
  const known = new Map<number, ReadContents>();
  const byId = new Map<string, number[]>();
  /** Inside the records. */
  const heldById = new Map<string, Held[]>();
  const namedBy = new Map<string, number[]>();
  const endorsements: number[] = [];
  return {
    get: (number: number) => known.get(number),

    /** Gives back the numbers of those that name it, and its own. */
    async add(number: number, read: ReadContents): Promise<{ parts: number[]; wholes: number[] }> {
      known.set(number, read);
      const { credentialId, names, isEndorsement } = read.contents;
      if (isEndorsement) endorsements.push(number);
      for (const name of names) namedBy.set(name, [...(namedBy.get(name) ?? []), number]);
      if (credentialId !== undefined) byId.set(credentialId, [...(byId.get(credentialId) ?? []), number]);
      for (const one of read.held)
        if (one.credentialId !== undefined)
          heldById.set(one.credentialId, [...(heldById.get(one.credentialId) ?? []), one]);
      const parts: number[] = [];
      for (const other of names.flatMap((name) => byId.get(name) ?? [])) {
        const part = known.get(other);
        if (part !== undefined && other !== number && (await isPartOf(part, read))) parts.push(other);
      }
      const wholes: number[] = [];
      for (const other of namedBy.get(credentialId ?? '') ?? []) {
        const whole = known.get(other);
        if (whole !== undefined && other !== number && (await isPartOf(read, whole))) wholes.push(other);
      }
      return { parts, wholes };
    },

    companionsOf(number: number): Companions {
      const own = known.get(number);
      const names = own?.contents.names ?? [];
      const named = names.flatMap((name) => byId.get(name) ?? []);
      const numbers = [...new Set([...named, ...endorsements])].filter((other) => other !== number);
      const read = numbers.flatMap((other) => known.get(other) ?? []);
      // What is only inside a record that was handed in too; a record has its own at hand already.
      const held = own?.held.length === 0 ? names.flatMap((name) => heldById.get(name) ?? []) : [];
      const unique = new Map([
        ...held.map(({ digest, secured }) => [digest, secured] as const),
        ...read.map(({ contents, secured }) => [contents.digest, secured] as const),
      ]);
      return { secured: [...unique.values()], key: [...unique.keys()].sort().join() };
    },
  };
}
