import { findWorker, startWorker } from '../start-worker.ts';
import type { QrAnswer, QrQuestion } from './qr-question.ts';

/** Longer than the worker looks at any picture. */
const TIMEOUT_MS = 30_000;

export interface QrReader {
  /** What the codes in it say. The picture is handed over. Never rejects: no code, no answer. */
  read(picture: ImageBitmap, frame?: number): Promise<string[]>;
  /** Whoever still waits hears that there is no code. */
  close(): void;
}

/** A worker of its own, and its script, which are there only while somebody reads codes. */
export function openQrReader(): QrReader {
  const worker = startWorker(findWorker('qr-worker'));
  const waiting = new Map<number, (codes: string[]) => void>();
  let asked = 0;
  const settle = (id: number, codes: string[]) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    answer?.(codes);
  };
  const giveUp = () => {
    for (const id of [...waiting.keys()]) settle(id, []);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<QrAnswer>) => settle(data.id, data.codes));
  worker.addEventListener('error', giveUp);
  return {
    read(picture, frame) {
      const id = asked++;
      const question: QrQuestion = { id, picture, ...(frame === undefined ? {} : { frame }) };
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(id, []), TIMEOUT_MS);
        waiting.set(id, (codes) => {
          clearTimeout(timer);
          resolve(codes);
        });
        worker.postMessage(question, [picture]);
      });
    },
    close() {
      worker.terminate();
      giveUp();
    },
  };
}
