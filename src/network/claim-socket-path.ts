import { chmod, lstat, mkdir, stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { AppError } from '../model/problem.ts';

/** Who may connect is said by the file system: by the modes of the socket and of its folder. */
export interface SocketAccess {
  socketMode: number;
  folderMode: number;
}

/** This user and nobody else. */
export const OWNER_ONLY: SocketAccess = { socketMode: 0o600, folderMode: 0o700 };
/** And the members of the socket's group. */
export const OWNER_AND_GROUP: SocketAccess = { socketMode: 0o660, folderMode: 0o750 };

/**
 * Makes way for a socket: its folder is there and open to those alone who may connect, and nothing is at its path. A socket that
 * a killed process left behind is removed, but only after nobody answered on it. Rejects with AppError CONFIG_INVALID.
 */
export async function claimSocketPath(path: string, { folderMode }: SocketAccess): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder, folderMode).catch((cause: unknown) => {
    throw new AppError('CONFIG_INVALID', 'The folder of the socket cannot be made.', { cause });
  });
  const { mode, uid } = await stat(folder);
  if ((mode & 0o777 & ~folderMode) !== 0 || (uid !== 0 && uid !== process.getuid?.())) {
    throw new AppError(
      'CONFIG_INVALID',
      `The folder of the socket is open to others: it must be ours, with mode ${folderMode.toString(8).padStart(4, '0')}.`,
    );
  }
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isSocket()) throw new AppError('CONFIG_INVALID', 'The path of the socket is taken by a file.');
  const code = await tryConnect(path);
  if (code === null) throw new AppError('CONFIG_INVALID', 'Another process already listens on this socket.');
  if (code !== 'ECONNREFUSED' && code !== 'ENOENT')
    throw new AppError('CONFIG_INVALID', `The socket that is there cannot be tried (${code}).`);
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function makeFolder(folder: string, mode: number): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode });
  // A umask may have taken more away than the group can do without.
  if (made !== undefined) await chmod(folder, mode);
}

/** Null if somebody listens, else why not. */
function tryConnect(path: string): Promise<string | null> {
  return new Promise((tried) => {
    const socket = connect(path, () => {
      socket.destroy();
      tried(null);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => tried(code ?? 'unknown'));
  });
}
