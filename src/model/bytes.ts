/** Text ⇄ bytes ⇄ their encodings, with nothing but what Node and browsers share. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** base64url without padding (RFC 4648 §5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws on anything but base64url without padding, as `encodeBase64Url` writes it: unused bits are zero (RFC 4648 §3.5). */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new SyntaxError('not base64url');
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  // Only the last group can have unused bits.
  if (encodeBase64Url(bytes.slice(-(bytes.length % 3 || 3))) !== text.slice(-(text.length % 4 || 4)))
    throw new SyntaxError('not canonical base64url');
  return bytes;
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(await sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `digestMultibase` of VCDM 2.0 §5.3: base64url multibase of the SHA-256 multihash (0x12, 32 bytes). */
export async function digestMultibase(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `u${encodeBase64Url(Uint8Array.from([0x12, 0x20, ...(await sha256(bytes))]))}`;
}
