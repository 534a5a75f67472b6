import { findWorker } from './start-worker.ts';

export interface PageSettings {
  /** Address of the worker that checks. */
  worker: string;
  page: URL;
  /** Path of the page's own relay; absent where it has none. */
  relay?: string;
  /** The operator's policy: where it is, or itself. */
  policy: string | Blob;
  /** Practice mode. */
  isSample: boolean;
}

/** What the page's HTML says of the site that shows it. A page that is one file has its worker and its policy inside. */
export function readPageSettings({ dataset }: HTMLElement): PageSettings {
  const { relay, policy, sample } = dataset;
  return {
    worker: findWorker('check-worker'),
    page: new URL(location.href),
    policy:
      policy === undefined
        ? new Blob([document.getElementById('policy-data')?.textContent ?? ''])
        : new URL(policy, location.href).href,
    isSample: sample !== undefined,
    ...(relay === undefined ? {} : { relay }),
  };
}
