import type { Config, Secrets } from './config.ts';
import { assertKeysFit } from './issuer/assert-keys-fit.ts';
import { openKeyDirectory } from './issuer/key-directory.ts';
import type { KeyHolder } from './issuer/key-holder.ts';
import { openRemoteKeys } from './issuer/open-remote-keys.ts';
import { MOST_MESSAGE_BYTES, SIGNER_HELLO } from './issuer/signer-protocol.ts';
import { openSocketClient } from './network/socket-client.ts';

/** Making or opening an encrypted key takes the better part of a second, on a busy machine several. */
const SIGNER_TIMEOUT_MS = 30_000;

export interface OpenKeys {
  holder: KeyHolder;
  close(): void;
}

/**
 * The keys that this configuration names: those of the signer behind a socket, whose files this process never reads, or those of
 * the key directory. Rejects with AppError CONFIG_INVALID for key files that a public instance must not have; a signer sees to
 * its own.
 */
export async function openKeys(config: Config, { keyPassphrase }: Secrets): Promise<OpenKeys> {
  if (config.signerSocket === undefined) {
    const holder = openKeyDirectory(config.keyDir, keyPassphrase);
    if (!config.isLocal) assertKeysFit(await holder.listKeys());
    return { holder, close: () => {} };
  }
  const client = openSocketClient(config.signerSocket, {
    hello: SIGNER_HELLO,
    timeoutMs: SIGNER_TIMEOUT_MS,
    maxBytes: MOST_MESSAGE_BYTES,
  });
  return { holder: openRemoteKeys(client.exchange), close: client.close };
}
