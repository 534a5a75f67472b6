import canonicalize from 'canonicalize';
import { digestMultibase, sha256, utf8 } from '../../model/bytes.ts';
import { type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { encodeBase58 } from '../../proof/encode-base58.ts';

/**
 * Whether a credential is the one that a relatedResource means (VCDM 2.0 §5.3): SHA-256 of its RFC 8785 form, or of the text of a
 * JWT, as `digestMultibase` (base64url or base58btc) or `digestSRI`. `missing`: it states none of these.
 */
export async function matchesDigest(
  secured: JsonObject | string,
  resource: JsonObject | undefined,
): Promise<'matches' | 'differs' | 'missing'> {
  const stated = [...valuesOf(resource?.['digestMultibase']), ...valuesOf(resource?.['digestSRI'])].flatMap(
    (digest) => textOf(digest) ?? [],
  );
  if (stated.length === 0) return 'missing';
  const text = typeof secured === 'string' ? secured : toCanonical(secured);
  if (text === null) return 'differs';
  const hash = await sha256(utf8(text));
  const multihash = Uint8Array.from([0x12, 0x20, ...hash]);
  const spellings = [
    await digestMultibase(utf8(text)),
    `z${encodeBase58(multihash)}`,
    `sha256-${btoa(String.fromCharCode(...hash))}`,
  ];
  return stated.every((digest) => spellings.includes(digest)) ? 'matches' : 'differs';
}

/** RFC 8785 has no form for half a character. */
function toCanonical(credential: JsonObject): string | null {
  try {
    return canonicalize(credential) ?? null;
  } catch {
    return null;
  }
}
