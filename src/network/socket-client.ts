import { connect, type Socket } from 'node:net';
import type { JsonObject } from '../model/json.ts';
import { createLineCutter, type Hello, isHello, readLine, writeLine } from './message-line.ts';

export interface SocketClientOptions {
  hello: Hello;
  /** An answer that does not come within this time takes its connection with it. */
  timeoutMs: number;
  /** A longer line, of ours or of the other end, is not a message. */
  maxBytes: number;
}

export interface SocketClient {
  /**
   * Sends a request and resolves to its answer, without their ids. Any number may be under way on the one connection, and answers
   * may come in any order. Rejects with SocketFailure; then the request may have been carried out or not. Connects when it is
   * needed, so the next request after a restart of the other end finds it again.
   */
  exchange(request: JsonObject): Promise<JsonObject>;
  /** What is under way fails. */
  close(): void;
}

/** `reason` is stable; nothing of the messages is in it. */
export class SocketFailure extends Error {
  override readonly name = 'SocketFailure';
  readonly reason: 'unreachable' | 'lost' | 'timeout' | 'misunderstood' | 'too-large' | 'closed';

  constructor(reason: SocketFailure['reason'], cause?: unknown) {
    super(`the other end of the socket: ${reason}`, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

interface Waiting {
  resolve(answer: JsonObject): void;
  reject(failure: SocketFailure): void;
  timer: NodeJS.Timeout;
}

interface Connection {
  socket: Socket;
  waiting: Map<number, Waiting>;
  end(failure: SocketFailure): void;
}

/** A client of `serveSocket`, over one connection. Nothing is connected yet. */
export function openSocketClient(path: string, options: SocketClientOptions): SocketClient {
  let current: Connection | null = null;
  let lastId = 0;
  let isClosed = false;

  return {
    exchange(request) {
      if (isClosed) return Promise.reject(new SocketFailure('closed'));
      const id = ++lastId;
      const line = writeLine({ id, ...request });
      if (Buffer.byteLength(line) > options.maxBytes) return Promise.reject(new SocketFailure('too-large'));
      const connection = current ?? openConnection(path, options, forget);
      current = connection;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => connection.end(new SocketFailure('timeout')), options.timeoutMs);
        connection.waiting.set(id, { resolve, reject, timer });
        writeSoon(connection.socket, line);
      });
    },
    close() {
      isClosed = true;
      current?.end(new SocketFailure('closed'));
    },
  };

  function forget(connection: Connection): void {
    if (current === connection) current = null;
  }
}

function openConnection(
  path: string,
  { hello, maxBytes }: SocketClientOptions,
  onEnd: (connection: Connection) => void,
): Connection {
  const socket = connect(path);
  const cutter = createLineCutter(maxBytes);
  let isConnected = false;
  let isGreeted = false;
  const connection: Connection = {
    socket,
    waiting: new Map(),
    end(failure) {
      onEnd(connection);
      socket.destroy();
      for (const { reject, timer } of connection.waiting.values()) {
        clearTimeout(timer);
        reject(failure);
      }
      connection.waiting.clear();
    },
  };
  socket.on('connect', () => {
    isConnected = true;
  });
  socket.on('error', (cause) =>
    connection.end(new SocketFailure(isConnected ? 'lost' : 'unreachable', cause)),
  );
  socket.on('close', () => connection.end(new SocketFailure('lost')));
  socket.on('data', (chunk: Buffer) => {
    for (const line of cutter.push(chunk) ?? [null]) {
      if (socket.destroyed) return;
      const message = line === null ? null : readLine(line);
      if (!(isGreeted ? settle(connection.waiting, message) : isHello(message, hello)))
        return connection.end(new SocketFailure('misunderstood'));
      isGreeted = true;
    }
  });
  writeSoon(socket, writeLine(hello));
  return connection;
}

/** False for a message that answers nothing that we asked. */
function settle(waiting: Map<number, Waiting>, message: JsonObject | null): boolean {
  const { id, ...answer } = message ?? {};
  const asked = typeof id === 'number' ? waiting.get(id) : undefined;
  if (asked === undefined) return false;
  waiting.delete(id as number);
  clearTimeout(asked.timer);
  asked.resolve(answer);
  return true;
}

/** What is written in one turn of the event loop goes out in one piece. */
function writeSoon(socket: Socket, line: string): void {
  if (socket.writableCorked === 0) {
    socket.cork();
    process.nextTick(() => socket.uncork());
  }
  socket.write(line);
}
