import type { Store } from '../../store/store.ts';
import type { Issuing } from '../issuing.ts';
import { type RegisterEntry, readRegisterEntry } from './register-entry.ts';

/** So long the register is not read anew, however many search it: what is withdrawn is seen after so long at the latest. */
export const REGISTER_KEPT_MS = 60_000;
/** What is over for longer than so many years is not in it. */
const REGISTER_YEARS = 10;
/** Bounds what is held in memory; a state has some thousands of issuers. */
const MOST_ENTRIES = 20_000;
const PAGE = 200;

export interface Register {
  readAt: Date;
  /** Newest first. */
  entries: RegisterEntry[];
}

const remembered = new WeakMap<Store, { at: Date; register: Promise<Register> }>();

/** Every recognition that was given here and is in force, to come, or over for less than ten years. */
export function readRegister({ store, now }: Pick<Issuing, 'store' | 'now'>): Promise<Register> {
  const at = now();
  const last = remembered.get(store);
  if (last !== undefined && Math.abs(at.getTime() - last.at.getTime()) < REGISTER_KEPT_MS)
    return last.register;
  const register = readAll(store, at);
  remembered.set(store, { at, register });
  // What failed is tried again by the next.
  register.catch(() => remembered.delete(store));
  return register;
}

async function readAll(store: Store, at: Date): Promise<Register> {
  const notOverBefore = new Date(at);
  notOverBefore.setUTCFullYear(at.getUTCFullYear() - REGISTER_YEARS);
  const entries: RegisterEntry[] = [];
  let after: string | undefined;
  do {
    const page = await store.listRecognitions(
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
      { notOverBefore },
    );
    entries.push(...page.map(readRegisterEntry));
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  } while (after !== undefined && entries.length < MOST_ENTRIES);
  return { readAt: at, entries };
}
