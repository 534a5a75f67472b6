import { join } from 'node:path';
import { createSignerAnswerer } from '../../src/issuer/answer-signer-request.ts';
import type { KeyHolder } from '../../src/issuer/key-holder.ts';
import { openRemoteKeys } from '../../src/issuer/open-remote-keys.ts';
import { MOST_MESSAGE_BYTES, SIGNER_HELLO } from '../../src/issuer/signer-protocol.ts';
import { OWNER_ONLY } from '../../src/network/claim-socket-path.ts';
import { serveSocket } from '../../src/network/serve-socket.ts';
import { openSocketClient, type SocketClient } from '../../src/network/socket-client.ts';

export interface OpenedSigner {
  path: string;
  /** Ids of what happened, in order. */
  events: string[];
  connect(): { keys: KeyHolder; client: SocketClient };
  close(): Promise<void>;
}

/** A signer over these keys on a real socket in `dir`, as `lectern signer` puts it together. */
export async function openSigner(dir: string, holder: KeyHolder, encrypts = false): Promise<OpenedSigner> {
  const path = join(dir, 'signer', 's.sock');
  const events: string[] = [];
  const clients: SocketClient[] = [];
  const service = await serveSocket({
    path,
    access: OWNER_ONLY,
    hello: SIGNER_HELLO,
    maxBytes: MOST_MESSAGE_BYTES,
    malformed: { error: 'malformed' },
    answer: createSignerAnswerer(holder, {
      encrypts,
      events: {
        keyCreated: (id) => events.push(`created ${id}`),
        keyDestroyed: (key) => events.push(`destroyed ${key}`),
        signed: (key) => events.push(`signed ${key}`),
        failed: (request) => events.push(`failed ${request}`),
      },
    }),
  });
  return {
    path,
    events,
    connect() {
      const client = openSocketClient(path, {
        hello: SIGNER_HELLO,
        timeoutMs: 30_000,
        maxBytes: MOST_MESSAGE_BYTES,
      });
      clients.push(client);
      return { client, keys: openRemoteKeys(client.exchange) };
    },
    async close() {
      for (const client of clients) client.close();
      await service.close();
    },
  };
}
