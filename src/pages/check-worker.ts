import type { VerificationMemory } from '../verify/check.ts';
import { checkFiles } from './check-files.ts';
import { type Answer, type FromWorker, surroundingsOf, type Task, type ToWorker } from './check-messages.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Surroundings } from './fetch-limited.ts';
import { readLink } from './read-link.ts';
import { readPolicy } from './read-policy.ts';
import { shareDocuments } from './share-documents.ts';

/** The page's worker: everything that reads what strangers made is done here, and the page only shows it. */
const RUN_ENDS_AFTER_MS = 2000;

let surroundings: Surroundings;
let running = 0;
let lists: VerificationMemory['lists'] = new WeakMap();
let ending: ReturnType<typeof setTimeout> | undefined;
const documents = shareDocuments((url) => fetchDocument(url, surroundings));

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') surroundings = surroundingsOf(data);
  else if (data.kind === 'ping') say({ kind: 'pong' });
  else void perform(data.id, data.task);
});

async function perform(id: number, task: Task): Promise<void> {
  clearTimeout(ending);
  running++;
  try {
    say({ kind: 'answer', id, answer: await answer(id, task) });
  } catch {
    say({ kind: 'fault', id });
  } finally {
    running--;
    // Checks that follow each other are one run; whoever checks again later wants to know what holds then.
    if (running === 0) ending = setTimeout(endRun, RUN_ENDS_AFTER_MS);
  }
}

function endRun(): void {
  documents.clear();
  lists = new WeakMap();
}

async function answer(id: number, task: Task): Promise<Answer> {
  switch (task.kind) {
    case 'check':
      return checkFiles(task.request, {
        fetchDocument: documents.fetch,
        memory: { lists },
        onCheck: (check) => say({ kind: 'checked', id, check }),
        onWaiting: (host) => say({ kind: 'waiting', id, host }),
        onDone: (host) => say({ kind: 'done', id, host }),
      });
    case 'link':
      return waitFor(id, task.link, () => readLink(task.link, surroundings));
    case 'policy':
      return readPolicy(task.file);
    case 'expand':
      return (await import('./expand-file.ts')).expandFile(task.file);
    case 'contents':
      return (await import('./many/read-contents.ts')).readContents(task.file);
  }
}

/** Time that goes by in the network is not held against a task. */
async function waitFor<T>(id: number, url: string, get: () => Promise<T>): Promise<T> {
  const host = URL.canParse(url) ? new URL(url).host : '';
  say({ kind: 'waiting', id, host });
  try {
    return await get();
  } finally {
    say({ kind: 'done', id, host });
  }
}

function say(message: FromWorker): void {
  postMessage(message);
}
