import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { writeRoster } from './materials.ts';
import { percentile } from './measure.ts';

const PORT = 18_080;
const ORIGIN = `http://localhost:${PORT}`;
/** Requests a second, fewer than the service limits one address to; people come whether the last one was answered or not. */
const RATE = 8;

export interface UnderLoad {
  rows: number;
  /** Milliseconds that 99 of 100 answers took at most. */
  idle: { share: number; verify: number };
  signing: { share: number; verify: number };
  signingSeconds: number;
}

/** A service in practice mode: how it answers with nothing to do, and while it signs a batch of so many rows. */
export async function measureUnderLoad(rows: number): Promise<UnderLoad> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
  const service = spawn(process.execPath, ['dist/server/lectern.js', 'serve', '--json'], {
    env: { PATH: process.env['PATH'], PORT: String(PORT), LECTERN_DATA_DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await readLine(service);
    const { apiToken, credentials } = JSON.parse(await readFile(join(dir, 'practice.json'), 'utf8'));
    const share: string = credentials[0].shareUrl;
    const credential = await (await fetch(`${share}.json`)).text();
    const visit = () => askFor(() => isOver, share, credential);
    let isOver = false;
    // Whatever is compiled or read at the first request is not what is measured.
    setTimeout(() => (isOver = true), 3_000);
    await visit();
    isOver = false;
    setTimeout(() => (isOver = true), 20_000);
    const idle = await visit();
    isOver = false;
    const batch = await startBatch(apiToken, rows);
    const begun = performance.now();
    const watching = untilDone(batch, apiToken).finally(() => {
      isOver = true;
    });
    const signing = await visit();
    await watching;
    return { rows, idle, signing, signingSeconds: (performance.now() - begun) / 1_000 };
  } finally {
    service.kill('SIGTERM');
    await once(service, 'exit');
    await rm(dir, { recursive: true, force: true });
  }
}

async function readLine(service: ChildProcess): Promise<void> {
  if (service.stdout === null) throw new Error('a piped process has its output');
  await once(createInterface({ input: service.stdout }), 'line');
}

/** Share pages and verifications in turn, at a steady rate, until it is over. */
async function askFor(
  isOver: () => boolean,
  share: string,
  credential: string,
): Promise<{ share: number; verify: number }> {
  const times = { share: [] as number[], verify: [] as number[] };
  const pending: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (let i = 0; !isOver(); i++) {
    const name = i % 2 === 0 ? 'share' : 'verify';
    pending.push(
      time(
        name === 'share'
          ? () => fetch(share)
          : () => fetch(`${ORIGIN}/api/verify`, { method: 'POST', body: credential }),
      ).then(
        (ms) => void times[name].push(ms),
        (error: unknown) => void failures.push(error),
      ),
    );
    await wait(1_000 / RATE);
  }
  await Promise.all(pending);
  if (failures.length > 0) throw failures[0];
  return { share: percentile(times.share, 0.99), verify: percentile(times.verify, 0.99) };
}

async function time(ask: () => Promise<Response>): Promise<number> {
  const begun = performance.now();
  const response = await ask();
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the service answers ${response.status}`);
  return performance.now() - begun;
}

async function startBatch(token: string, rows: number): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const sent = await fetch(`${ORIGIN}/api/batches?program=sonoma-like`, {
    method: 'POST',
    headers,
    body: [...writeRoster(rows)].join(''),
  });
  if (!sent.ok) throw new Error(`the roster of the bench is answered ${sent.status}`);
  const { id } = (await sent.json()) as { id: string };
  const url = `${ORIGIN}/api/batches/${id}`;
  while ((await readState(url, token)) === 'draft') await wait(200);
  const started = await fetch(`${url}/start`, {
    method: 'POST',
    headers: { authorization: headers.authorization },
  });
  if (!started.ok) throw new Error(`the batch of the bench is not started: ${started.status}`);
  return url;
}

async function untilDone(url: string, token: string): Promise<void> {
  while ((await readState(url, token)) === 'signing') await wait(500);
}

async function readState(url: string, token: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { state: string }).state;
}
