import { decode } from 'base58-universal';
import { compactVerify, importJWK } from 'jose';
import { decodeBase64Url, encodeBase64Url, utf8 } from '../model/bytes.ts';
import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';
import { type Signer, verificationMethodId } from './signer.ts';

/** RFC 8037 §3.1, the name that every library knows; RFC 9864 calls the same algorithm Ed25519. */
const ALGORITHM = 'EdDSA';

export interface DecodedJws {
  header: JsonObject;
  payload: JsonObject;
}

/**
 * Signs a document as a Compact JWS (RFC 7515), its key named by the id of its Multikey. `typ` says what kind of statement it
 * is, so that a signature of one kind is never taken for another. Rejects as `Signer.sign` does.
 */
export async function signCompactJws(signer: Signer, typ: string, payload: Uint8Array): Promise<string> {
  const header = JSON.stringify({ alg: ALGORITHM, typ, kid: verificationMethodId(signer, 'Multikey') });
  const input = `${encodeBase64Url(utf8(header))}.${encodeBase64Url(payload)}`;
  return `${input}.${encodeBase64Url(await signer.sign({ data: utf8(input) }))}`;
}

/** What a Compact JWS says, without believing it. Null when it is none, or its payload is no JSON object. */
export function decodeCompactJws(jws: string): DecodedJws | null {
  const parts = jws.split('.');
  const [header, payload] = parts.slice(0, 2).map(readPart);
  return parts.length !== 3 || header == null || payload == null ? null : { header, payload };
}

/** Whether this Ed25519 key (Multikey text) made the signature. */
export async function verifyCompactJws(jws: string, publicKeyMultibase: string): Promise<boolean> {
  try {
    // jose passes over the unused bits of the last letter; another spelling of a signature is another document.
    decodeBase64Url(jws.split('.')[2] ?? '');
    // Multikey: base58btc of the two-byte code 0xed01 and the 32 bytes that a JWK calls `x`.
    const x = encodeBase64Url(decode(publicKeyMultibase.slice(1)).subarray(2));
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, ALGORITHM);
    await compactVerify(jws, key, { algorithms: [ALGORITHM] });
    return true;
  } catch {
    return false;
  }
}

function readPart(part: string): JsonObject | null {
  try {
    const parsed = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64Url(part)));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}
