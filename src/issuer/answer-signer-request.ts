import { encodeBase64Url } from '../model/bytes.ts';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import type { Signer } from '../proof/signer.ts';
import { assertKeysFit, isLocalDid } from './assert-keys-fit.ts';
import { type HeldKey, heldKeyId, type KeyHolder } from './key-holder.ts';
import { type SignerRefusal, SignerRequest } from './signer-protocol.ts';

export interface SignerEvents {
  keyCreated(id: string): void;
  keyDestroyed(publicKeyMultibase: string): void;
  signed(publicKeyMultibase: string): void;
  /** `error` is for the log of the signer; the client gets a code. */
  failed(request: SignerRequest['request'], error: unknown): void;
}

/**
 * The signer's side of the protocol: answers requests with what a holder has. Resolves to null for what is no request, and never
 * rejects. Keys of public issuers must be encrypted and must not be the published example: others neither sign nor are made.
 */
export function createSignerAnswerer(
  holder: KeyHolder,
  { encrypts, events }: { encrypts: boolean; events: SignerEvents },
): (request: JsonObject) => Promise<JsonObject | null> {
  /** Opening a key looks at its file, which is too slow for each signature. */
  const signers = new Map<string, Promise<Signer>>();

  return async (message) => {
    const parsed = SignerRequest.safeParse(message);
    if (!parsed.success) return null;
    try {
      return await answer(parsed.data);
    } catch (error) {
      events.failed(parsed.data.request, error);
      return { ...describeFailure(error) };
    }
  };

  async function answer(request: ReturnType<typeof SignerRequest.parse>): Promise<JsonObject> {
    switch (request.request) {
      case 'listKeys':
        return { keys: (await holder.listKeys()).map(writeKey) };
      case 'sign': {
        const signature = await (await openOnce(request.key)).sign({ data: request.data });
        events.signed(request.key);
        return { signature: encodeBase64Url(signature) };
      }
      case 'createKey': {
        if (!encrypts && !isLocalDid(request.controller))
          throw new UnprotectedKey(
            'KEY_UNAVAILABLE',
            'A public issuer’s key is only made with a passphrase.',
          );
        const key = await holder.createKey(request.controller, new Date(request.created));
        events.keyCreated(heldKeyId(key));
        return { key: writeKey(key) };
      }
      case 'destroyKey': {
        signers.delete(request.key);
        const destroyed = await holder.destroyKey(request.key);
        if (destroyed) events.keyDestroyed(request.key);
        return { destroyed };
      }
    }
  }

  function openOnce(key: string): Promise<Signer> {
    const known = signers.get(key);
    if (known !== undefined) return known;
    const signer = openFit(key);
    signers.set(key, signer);
    signer.catch(() => signers.delete(key));
    return signer;
  }

  async function openFit(key: string): Promise<Signer> {
    const held = (await holder.listKeys()).filter(({ publicKeyMultibase }) => publicKeyMultibase === key);
    assertKeysFit(held.filter(({ controller }) => !isLocalDid(controller)));
    return holder.openSigner(key);
  }
}

class UnprotectedKey extends AppError {}

function writeKey({ created, ...key }: HeldKey): JsonObject {
  return { ...key, created: created.toISOString() };
}

function describeFailure(error: unknown): SignerRefusal {
  if (!(error instanceof AppError)) return { error: 'failed' };
  return { error: error instanceof UnprotectedKey ? 'refused' : 'unavailable' };
}
