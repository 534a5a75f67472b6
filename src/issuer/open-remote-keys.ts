import type { z } from 'zod';
import { encodeBase64Url } from '../model/bytes.ts';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import type { Signer } from '../proof/signer.ts';
import type { KeyHolder } from './key-holder.ts';
import { MOST_SIGNED_BYTES, SignerAnswers, SignerRefusal, type SignerRequest } from './signer-protocol.ts';
import { createEd25519Verifier } from './verify-ed25519.ts';

/** What a new-found key has to sign before anything depends on it. */
const PROBE = new Uint8Array(32);

const REASONS: Record<SignerRefusal['error'], string> = {
  malformed: 'The signer does not understand this instance: both should have the same version of Lectern.',
  unavailable: 'The signer has no such key or cannot open it; its log says why.',
  refused: 'The signer refuses this key: a public issuer’s key must be encrypted, and not the example.',
  failed: 'The signer failed; its log says why.',
};

/**
 * Keys that another process holds. `exchange` takes a request there and resolves to its answer. Whatever goes wrong is AppError
 * KEY_UNAVAILABLE: the same request may succeed later. Every signature is verified before anyone gets it, so a signer that is
 * broken, or not ours, cannot make us publish a bad one.
 */
export function openRemoteKeys(exchange: (request: JsonObject) => Promise<JsonObject>): KeyHolder {
  const verify = createEd25519Verifier();
  const opened = new Map<string, Promise<Signer>>();

  async function ask<T extends SignerRequest['request']>(
    request: Extract<SignerRequest, { request: T }>,
  ): Promise<z.output<(typeof SignerAnswers)[T]>> {
    const answer = await exchange(request).catch((cause: unknown) => {
      const detail = 'The signer does not answer: is `lectern signer` running, in the same version?';
      throw new AppError('KEY_UNAVAILABLE', detail, { cause });
    });
    const refusal = SignerRefusal.safeParse(answer);
    if (refusal.success) throw new AppError('KEY_UNAVAILABLE', REASONS[refusal.data.error]);
    const parsed = SignerAnswers[request.request].safeParse(answer);
    if (!parsed.success)
      throw new AppError('KEY_UNAVAILABLE', 'The signer’s answer is not one of its protocol.');
    return parsed.data as z.output<(typeof SignerAnswers)[T]>;
  }

  async function listKeys() {
    return (await ask<'listKeys'>({ request: 'listKeys' })).keys;
  }

  async function sign(key: string, data: Uint8Array): Promise<Uint8Array> {
    if (data.length > MOST_SIGNED_BYTES)
      throw new AppError('KEY_UNAVAILABLE', 'That is more than the signer signs at once.');
    // Our own copy: whoever called may use his bytes for the next signature.
    const copy = Uint8Array.from(data);
    const { signature } = await ask<'sign'>({ request: 'sign', key, data: encodeBase64Url(copy) });
    if (!isBy(key, copy, signature))
      throw new AppError('KEY_UNAVAILABLE', 'The signer answered with a signature that is not this key’s.');
    return signature;
  }

  function isBy(key: string, data: Uint8Array, signature: Uint8Array): boolean {
    try {
      return verify(key, data, signature);
    } catch {
      // Text that looks like a key and is none.
      return false;
    }
  }

  async function open(key: string): Promise<Signer> {
    const held = (await listKeys()).find(({ publicKeyMultibase }) => publicKeyMultibase === key);
    if (held === undefined) throw new AppError('KEY_UNAVAILABLE', REASONS.unavailable);
    await sign(key, PROBE);
    return {
      controller: held.controller,
      publicKeyMultibase: key,
      sign: ({ data }) => sign(key, data),
    };
  }

  function openSigner(key: string): Promise<Signer> {
    const known = opened.get(key);
    if (known !== undefined) return known;
    const signer = open(key);
    opened.set(key, signer);
    signer.catch(() => opened.delete(key));
    return signer;
  }

  return {
    listKeys,
    openSigner,
    async createKey(controller, at) {
      const { key } = await ask<'createKey'>({
        request: 'createKey',
        controller,
        created: at.toISOString(),
      });
      if (key.controller !== controller)
        throw new AppError('KEY_UNAVAILABLE', 'The signer made a key for somebody else.');
      await openSigner(key.publicKeyMultibase);
      return key;
    },
    async destroyKey(key) {
      opened.delete(key);
      return (await ask<'destroyKey'>({ request: 'destroyKey', key })).destroyed;
    },
  };
}
