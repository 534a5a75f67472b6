import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  randomBytes,
  type ScryptOptions,
  scrypt,
  sign as signBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { from, generate, toJwk } from '@digitalbazaar/ed25519-multikey';
import { z } from 'zod';
import { AppError } from '../model/problem.ts';
import type { Signer } from '../proof/signer.ts';

/** scrypt at 128 MB a guess (RFC 7914), AES-256-GCM (NIST SP 800-38D): a stolen key file is worth what its passphrase is. */
const KDF = { name: 'scrypt', n: 131_072, r: 8, p: 1 } as const;

const EncryptedSecretKey = z.strictObject({
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    n: z.literal(KDF.n),
    r: z.literal(KDF.r),
    p: z.literal(KDF.p),
    salt: z.base64url(),
  }),
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64url(),
  ciphertext: z.base64url(),
  tag: z.base64url(),
});

/** A signing key at rest: Multikey JSON, its secret half plain (localhost only) or encrypted. */
export const KeyFile = z
  .strictObject({
    '@context': z.literal('https://w3id.org/security/multikey/v1'),
    id: z.string(),
    type: z.literal('Multikey'),
    controller: z.string().startsWith('did:'),
    publicKeyMultibase: z.string().startsWith('z6Mk'),
    created: z.iso.datetime(),
    secretKeyMultibase: z.string().optional(),
    encryptedSecretKey: EncryptedSecretKey.optional(),
  })
  .refine((file) => (file.secretKeyMultibase === undefined) !== (file.encryptedSecretKey === undefined), {
    error: 'Exactly one of secretKeyMultibase and encryptedSecretKey must be there.',
  });
export type KeyFile = z.infer<typeof KeyFile>;

/** A new Ed25519 key for this DID. With a passphrase its secret half is encrypted. */
export async function createKeyFile(
  controller: string,
  created: Date,
  passphrase?: string,
): Promise<KeyFile> {
  const { publicKeyMultibase, secretKeyMultibase } = await generate();
  if (secretKeyMultibase === undefined) throw new AppError('KEY_UNAVAILABLE', 'No key could be made.');
  const plain: KeyFile = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${controller}#${publicKeyMultibase}`,
    type: 'Multikey',
    controller,
    publicKeyMultibase,
    created: created.toISOString(),
    secretKeyMultibase,
  };
  return passphrase === undefined ? plain : encryptKeyFile(plain, passphrase);
}

/** The same key with its secret half encrypted; a file that is encrypted already is returned as it is. */
export async function encryptKeyFile(
  { secretKeyMultibase, ...file }: KeyFile,
  passphrase: string,
): Promise<KeyFile> {
  if (secretKeyMultibase === undefined) return file;
  return {
    ...file,
    encryptedSecretKey: await encrypt(secretKeyMultibase, passphrase, file.publicKeyMultibase),
  };
}

/** The same key under another passphrase. Rejects with AppError KEY_UNAVAILABLE if the old one does not open it. */
export async function reencryptKeyFile(file: KeyFile, old: string, passphrase: string): Promise<KeyFile> {
  const secretKeyMultibase = await decryptSecretKey(file, old);
  const { encryptedSecretKey: _, ...rest } = file;
  return encryptKeyFile({ ...rest, secretKeyMultibase }, passphrase);
}

/** Throws AppError CONFIG_INVALID; says nothing of what the file contains. */
export function parseKeyFile(text: string): KeyFile {
  try {
    return KeyFile.parse(JSON.parse(text));
  } catch {
    // Without its cause: a JSON error quotes the text around the fault, which may be the secret.
    throw new AppError('CONFIG_INVALID', 'A file among the keys is not a key file.');
  }
}

/**
 * The signer of a key file. Rejects with AppError KEY_UNAVAILABLE when the passphrase is missing or wrong, or when the
 * two halves do not belong together.
 */
export async function openKeyFile(file: KeyFile, passphrase?: string): Promise<Signer> {
  const secretKeyMultibase = file.secretKeyMultibase ?? (await decryptSecretKey(file, passphrase));
  const { publicKeyMultibase, controller } = file;
  const key = await from({ type: 'Multikey', publicKeyMultibase, secretKeyMultibase });
  // Imported once: the package would do it for each signature, which takes longer than signing.
  const { d = '', ...jwk } = await toJwk({ keyPair: key, secretKey: true });
  // RFC 8037 §2: the seed alone. The package appends the public key to it.
  const seed = Buffer.from(d, 'base64url').subarray(0, 32).toString('base64url');
  const privateKey = createPrivateKey({ key: { ...jwk, d: seed }, format: 'jwk' });
  const signer: Signer = {
    controller,
    publicKeyMultibase,
    sign: async ({ data }) => signBytes(null, data, privateKey),
  };
  const probe = new Uint8Array(32);
  const signature = await signer.sign({ data: probe });
  if (!(await key.verifier().verify({ data: probe, signature }))) {
    throw new AppError('KEY_UNAVAILABLE', 'A key file’s public and secret halves do not belong together.');
  }
  return signer;
}

/** The public key is authenticated with the secret one: swapping halves between files is noticed. */
async function encrypt(
  secret: string,
  passphrase: string,
  publicKeyMultibase: string,
): Promise<z.infer<typeof EncryptedSecretKey>> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, salt), iv);
  cipher.setAAD(Buffer.from(publicKeyMultibase));
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return {
    kdf: { ...KDF, salt: salt.toString('base64url') },
    cipher: 'aes-256-gcm',
    iv: iv.toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
  };
}

async function decryptSecretKey(
  { encryptedSecretKey, publicKeyMultibase }: KeyFile,
  passphrase: string | undefined,
): Promise<string> {
  if (encryptedSecretKey === undefined || passphrase === undefined) {
    throw new AppError(
      'KEY_UNAVAILABLE',
      'The signing key is encrypted: set LECTERN_KEY_PASSPHRASE or LECTERN_KEY_PASSPHRASE_FILE.',
    );
  }
  const { kdf, iv, ciphertext, tag } = encryptedSecretKey;
  try {
    const key = await deriveKey(passphrase, Buffer.from(kdf.salt, 'base64url'));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(publicKeyMultibase));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch (cause) {
    throw new AppError('KEY_UNAVAILABLE', 'The passphrase does not open the signing key.', { cause });
  }
}

const deriveBytes = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

function deriveKey(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return deriveBytes(passphrase.normalize('NFC'), salt, 32, {
    N: KDF.n,
    r: KDF.r,
    p: KDF.p,
    maxmem: 256 * 1024 * 1024,
  });
}
