/**
 * The temporary files of a run are in memory where there is room for them: thousands of transactions wait for their disk
 * otherwise, and a killed process loses nothing of what it wrote either way. Elsewhere they are where they always are.
 */
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'lectern-tests-';
/** A whole run needs about a third of it. */
const ENOUGH_BYTES = 2 * 1024 ** 3;

export async function setup(): Promise<() => Promise<void>> {
  const { TMPDIR: before } = process.env;
  // What is made once and serves many runs stays on the disk: `kept-folder.ts`.
  process.env['LECTERN_TESTS_KEPT'] = tmpdir();
  if (!(await hasRoom())) return async () => {};
  await removeLeftBehind();
  const folder = await mkdtemp(join(MEMORY, `${PREFIX}${process.pid}-`));
  // PostgreSQL, which may be another user, has its folder in there.
  await chmod(folder, 0o711);
  process.env['TMPDIR'] = folder;
  return async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await rm(folder, { recursive: true, force: true });
  };
}

async function hasRoom(): Promise<boolean> {
  const room = await statfs(MEMORY).catch(() => null);
  return room !== null && room.bavail * room.bsize >= ENOUGH_BYTES;
}

/** A run that was killed could not clean up, and memory is dear. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(MEMORY)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    await rm(join(MEMORY, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
