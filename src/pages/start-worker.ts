/** The page's workers, by the names that its HTML gives them. */
export type WorkerName = 'check-worker' | 'qr-worker';

/** Where a worker's script is: at the address that the page's HTML says, or inside the page where that is one file. */
export function findWorker(name: WorkerName): string {
  const place = document.getElementById(name);
  return (
    place?.dataset['src'] ??
    URL.createObjectURL(new Blob([place?.textContent ?? ''], { type: 'text/javascript' }))
  );
}

/** A page that was opened from a disk may start no module, so what is inside it is none. */
export function startWorker(address: string): Worker {
  return new Worker(address, { type: address.startsWith('blob:') ? 'classic' : 'module' });
}
