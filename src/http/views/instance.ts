/** What every page needs to know of the instance that shows it. */
export interface Instance {
  /** Name of the instance's own issuer. */
  name: string;
  /** Without a slash at its end. */
  publicUrl: string;
  /** Practice mode: a SAMPLE mark on every page. */
  sample: boolean;
  assets: Assets;
}

/** Paths of the built files, from Vite's manifest. */
export interface Assets {
  style: string;
  /** Script of the verifier page. */
  verifier: string;
  /** Script of the worker in which that page checks. */
  checkWorker: string;
  /** Script of the worker that reads QR codes. */
  qrWorker: string;
  /** Script of the share page (copy link). */
  share: string;
}
