import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { claimSocketPath, type SocketAccess } from './claim-socket-path.ts';
import { createLineCutter, type Hello, isHello, readLine, writeLine } from './message-line.ts';

export interface SocketServing {
  path: string;
  access: SocketAccess;
  hello: Hello;
  maxBytes: number;
  /** Null if the request is none; then the connection is closed. It must not reject. */
  answer(request: JsonObject): Promise<JsonObject | null>;
  /** What is answered to what is no request, before the connection is closed. */
  malformed: JsonObject;
}

export interface SocketService {
  /** Connections that are open now. */
  connections(): number;
  /** Takes no more requests, answers those under way, and removes the socket. */
  close(): Promise<void>;
}

/** More clients than any instance has threads: a runaway one must not take every file handle. */
const MOST_CONNECTIONS = 256;
/** Requests of one connection that are worked on at once; it is not read from meanwhile. */
const MOST_AT_ONCE = 64;
/** Who has not said hello by then, or does not take its last answers, is not waited for. */
const PATIENCE_MS = 5_000;

/**
 * Answers requests on a Unix domain socket: lines of JSON `{id, …}`, each answered by `{id, …}`, in any order, as soon as it is
 * done. Rejects with AppError CONFIG_INVALID if the path cannot be had.
 */
export async function serveSocket(serving: SocketServing): Promise<SocketService> {
  const { path, access } = serving;
  await claimSocketPath(path, access);
  const open = new Set<ServedConnection>();
  // Half-open, so that whoever ends his half still gets his answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = serveConnection(socket, serving);
    open.add(connection);
    socket.on('close', () => open.delete(connection));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, path);
  await chmod(path, access.socketMode);
  return {
    connections: () => open.size,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const connection of open) connection.finish();
      await closed;
    },
  };
}

interface ServedConnection {
  /** Answers what was asked, then closes. */
  finish(): void;
}

function serveConnection(
  socket: Socket,
  { hello, maxBytes, answer, malformed }: SocketServing,
): ServedConnection {
  const cutter = createLineCutter(maxBytes);
  let isGreeted = false;
  let isFinishing = false;
  let underWay = 0;
  const impatience = setTimeout(() => socket.destroy(), PATIENCE_MS);
  socket.on('close', () => clearTimeout(impatience));
  // A client that is gone is no fault of ours; 'close' follows.
  socket.on('error', () => {});
  socket.on('drain', readOn);
  socket.on('data', (chunk: Buffer) => {
    for (const line of cutter.push(chunk) ?? [null]) {
      if (isFinishing) return;
      take(line === null ? null : readLine(line));
    }
    if (underWay >= MOST_AT_ONCE || socket.writableNeedDrain) socket.pause();
  });
  // Half a request, and the end.
  socket.on('end', finish);
  return { finish };

  function take(message: JsonObject | null): void {
    const { id, ...request } = message ?? {};
    if (!isGreeted && isHello(message, hello)) {
      isGreeted = true;
      clearTimeout(impatience);
      send(hello);
    } else if (isGreeted && typeof id === 'number' && Number.isSafeInteger(id)) void answerOne(id, request);
    else refuse();
  }

  async function answerOne(id: number, request: JsonObject): Promise<void> {
    underWay++;
    const response = await answer(request);
    underWay--;
    if (response === null) refuse(id);
    else send({ id, ...response });
    endIfDone();
    readOn();
  }

  function refuse(id: number | null = null): void {
    send({ id, ...malformed });
    finish();
  }

  function finish(): void {
    if (isFinishing) return;
    isFinishing = true;
    // What still comes is thrown away, so that the end of the stream is seen.
    socket.resume();
    endIfDone();
  }

  function endIfDone(): void {
    if (!isFinishing || underWay > 0) return;
    socket.end();
    setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
  }

  function send(message: object): void {
    if (socket.writable) socket.write(writeLine(message));
  }

  function readOn(): void {
    if (underWay < MOST_AT_ONCE && !socket.writableNeedDrain) socket.resume();
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      failed(new AppError('CONFIG_INVALID', `The socket cannot be made (${cause.code}).`, { cause })),
    );
    server.listen(path, () => listening());
  });
}
