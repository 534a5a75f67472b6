import { createPublicKey, verify } from 'node:crypto';
import { decode } from 'base58-universal';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeyHolder } from '../../src/issuer/key-holder.ts';

const DID = 'did:web:localhost%3A8080';
const OTHER = 'did:web:localhost%3A8080:issuers:north';
const AT = new Date('2026-11-21T12:00:00.123Z');
const DATA = new TextEncoder().encode('what is to be signed');

export interface OpenedHolder {
  keys: KeyHolder;
  /** The same keys, held by another one. */
  openAgain(): Promise<KeyHolder>;
  isEncrypted: boolean;
  close(): Promise<void>;
}

/** What every holder of keys promises. */
export function describeKeyHolder(name: string, open: () => Promise<OpenedHolder>): void {
  const opened = async () => {
    const holder = await open();
    onTestFinished(() => holder.close());
    return holder;
  };

  describe(`${name}: a holder of keys`, () => {
    it('has none at first', async () => {
      const { keys } = await opened();
      expect(await keys.listKeys()).toEqual([]);
      await expect(keys.openSigner('z6Mk')).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    });

    it('makes keys that sign, the same bytes here and there', async () => {
      const { keys, openAgain, isEncrypted } = await opened();
      const made = await keys.createKey(DID, AT);
      expect(made).toEqual({
        publicKeyMultibase: expect.stringMatching(/^z6Mk/),
        controller: DID,
        created: AT,
        isEncrypted,
      });
      const again = await openAgain();
      expect(await again.listKeys()).toEqual([made]);
      const [here, there] = await Promise.all(
        [keys, again].map((holder) => holder.openSigner(made.publicKeyMultibase)),
      );
      expect(here).toMatchObject({ controller: DID, publicKeyMultibase: made.publicKeyMultibase });
      const signature = (await here?.sign({ data: DATA })) ?? new Uint8Array();
      expect(isSignature(made.publicKeyMultibase, DATA, signature)).toBe(true);
      expect(isSignature(made.publicKeyMultibase, DATA.slice(1), signature)).toBe(false);
      expect(Buffer.from((await there?.sign({ data: DATA })) ?? [])).toEqual(Buffer.from(signature));
    });

    it('signs what it was given, whatever becomes of those bytes meanwhile', async () => {
      const { keys } = await opened();
      const { publicKeyMultibase: key } = await keys.createKey(DID, AT);
      const signer = await keys.openSigner(key);
      const data = Uint8Array.from(DATA);
      const signing = signer.sign({ data });
      data.fill(0);
      expect(isSignature(key, DATA, await signing)).toBe(true);
    });

    it('signs many at once, each its own', async () => {
      const { keys } = await opened();
      const { publicKeyMultibase: key } = await keys.createKey(DID, AT);
      const signer = await keys.openSigner(key);
      const many = Array.from({ length: 300 }, (_, i) => new TextEncoder().encode(`number ${i}`));
      const signatures = await Promise.all(many.map((data) => signer.sign({ data })));
      for (const [i, data] of many.entries())
        expect(isSignature(key, data, signatures[i] ?? new Uint8Array())).toBe(true);
    });

    it('lists the newest first', async () => {
      const { keys } = await opened();
      const middle = await keys.createKey(DID, AT);
      const newest = await keys.createKey(OTHER, new Date('2027-01-01T00:00:00Z'));
      const oldest = await keys.createKey(DID, new Date('2020-01-01T00:00:00Z'));
      expect(await keys.listKeys()).toEqual([newest, middle, oldest]);
    });

    it('destroys a key for good, also for those who had it open', async () => {
      const { keys, openAgain } = await opened();
      const kept = await keys.createKey(DID, AT);
      const { publicKeyMultibase: key } = await keys.createKey(DID, AT);
      const signer = await keys.openSigner(key);
      expect(await keys.destroyKey(key)).toBe(true);
      expect(await keys.destroyKey(key)).toBe(false);
      await expect(signer.sign({ data: DATA })).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
      for (const holder of [keys, await openAgain()]) {
        expect(await holder.listKeys()).toEqual([kept]);
        await expect(holder.openSigner(key)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
        await expect(holder.openSigner(kept.publicKeyMultibase)).resolves.toMatchObject({ controller: DID });
      }
    });
  });
}

function isSignature(publicKeyMultibase: string, data: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(decode(publicKeyMultibase.slice(1)).subarray(2)).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, data, key, signature);
}
