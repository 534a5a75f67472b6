import { connect } from 'node:net';

/** Everything that the other end says to these bytes until it closes; we end our half after them. */
export function sayRaw(path: string, bytes: Uint8Array): Promise<string> {
  return new Promise((said, failed) => {
    let text = '';
    const socket = connect(path, () => socket.end(bytes));
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => said(text));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') failed(error);
    });
  });
}
