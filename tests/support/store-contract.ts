import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { auditContract } from './store-contract-audit.ts';
import { batchCloseContract } from './store-contract-batch-close.ts';
import { batchHeldContract } from './store-contract-batch-held.ts';
import { batchReserveContract } from './store-contract-batch-reserve.ts';
import { batchRowContract } from './store-contract-batch-rows.ts';
import { batchContract } from './store-contract-batches.ts';
import { credentialContract } from './store-contract-credentials.ts';
import { durabilityContract } from './store-contract-durability.ts';
import { holderContract } from './store-contract-holders.ts';
import { holdingContract } from './store-contract-holdings.ts';
import { issuanceContract } from './store-contract-issuances.ts';
import { mailContract } from './store-contract-mails.ts';
import { publishedContract } from './store-contract-published.ts';
import { recognitionContract } from './store-contract-recognitions.ts';
import { recordContract } from './store-contract-records.ts';
import { statusContract } from './store-contract-status.ts';
import { transparencyContract } from './store-contract-transparency.ts';
import { auditOf, issuerOf } from './store-fixtures.ts';

/** One empty database. `reopen` closes the store and opens the same database again, as a restarted process would. */
export interface OpenedStore {
  store: Store;
  /** A statement on the database itself, for what no method of the store does yet. */
  run(statement: string): Promise<void>;
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

export type OpenStore = (options?: { statusListLength?: number }) => Promise<OpenedStore>;

/** For each test: a migrated store with the instance's own issuer (slug ''). */
export interface StoreUnderTest {
  readonly store: Store;
  reopen(): Promise<Store>;
  run(statement: string): Promise<void>;
  /** Another one, with short status lists. */
  openSmall(statusListLength: number): Promise<Store>;
}

/** What `store/store.ts` promises, put to the test. Every engine runs it. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the Store contract`, () => {
    let opened: OpenedStore[] = [];
    let current: Store;

    async function openPrepared(options?: { statusListLength: number }): Promise<Store> {
      const one = await open(options);
      opened.push(one);
      await one.store.migrate();
      await one.store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
      return one.store;
    }

    beforeEach(async () => {
      current = await openPrepared();
    });
    afterEach(async () => {
      for (const one of opened) await one.close();
      opened = [];
    });

    const underTest: StoreUnderTest = {
      get store() {
        return current;
      },
      async reopen() {
        const first = opened[0];
        if (!first) throw new Error('nothing is open');
        current = await first.reopen();
        return current;
      },
      run: async (statement) => opened[0]?.run(statement),
      openSmall: (statusListLength) => openPrepared({ statusListLength }),
    };

    publishedContract(underTest);
    transparencyContract(underTest);
    holderContract(underTest);
    issuanceContract(underTest);
    credentialContract(underTest);
    statusContract(underTest);
    batchContract(underTest);
    batchRowContract(underTest);
    batchReserveContract(underTest);
    batchHeldContract(underTest);
    batchCloseContract(underTest);
    holdingContract(underTest);
    mailContract(underTest);
    recognitionContract(underTest);
    recordContract(underTest);
    auditContract(underTest);
    durabilityContract(underTest);
  });
}
