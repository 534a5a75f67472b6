import type { Store } from '../../store/store.ts';
import type { Issuing } from '../issuing.ts';
import { readRegister } from '../recognitions/list-recognitions.ts';
import { type RegisterEntry, readRegisterEntry } from './register-entry.ts';

/** So long the register is not read anew, however many search it: what is withdrawn is seen after so long at the latest. */
export const REGISTER_KEPT_MS = 60_000;
/** Bounds what is held in memory; a state has some thousands of issuers. */
const MOST_ENTRIES = 20_000;

export interface Register {
  readAt: Date;
  /** Newest first. */
  entries: RegisterEntry[];
}

const remembered = new WeakMap<Store, { at: Date; register: Promise<Register> }>();

/** Every recognition that was given here and is in force, to come, or over for less than ten years. */
export function readWholeRegister(issuing: Pick<Issuing, 'store' | 'now'>): Promise<Register> {
  const { store } = issuing;
  const at = issuing.now();
  const last = remembered.get(store);
  if (last !== undefined && Math.abs(at.getTime() - last.at.getTime()) < REGISTER_KEPT_MS)
    return last.register;
  const register = readAll(issuing, at);
  remembered.set(store, { at, register });
  // What failed is tried again by the next.
  register.catch(() => remembered.delete(store));
  return register;
}

async function readAll(issuing: Pick<Issuing, 'store' | 'now'>, at: Date): Promise<Register> {
  const entries: RegisterEntry[] = [];
  let after: string | undefined;
  do {
    const { recognitions, next } = await readRegister(issuing, after);
    entries.push(...recognitions.map(readRegisterEntry));
    after = next ?? undefined;
  } while (after !== undefined && entries.length < MOST_ENTRIES);
  return { readAt: at, entries };
}
