export interface PageSettings {
  /** Address of the built worker. */
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
  const { worker, relay, policy, sample } = dataset;
  return {
    worker:
      worker ?? URL.createObjectURL(new Blob([readInside('worker-source')], { type: 'text/javascript' })),
    page: new URL(location.href),
    policy:
      policy === undefined ? new Blob([readInside('policy-data')]) : new URL(policy, location.href).href,
    isSample: sample !== undefined,
    ...(relay === undefined ? {} : { relay }),
  };
}

function readInside(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}
