import { sha256, utf8 } from '../../model/bytes.ts';
import type { VerificationResult } from '../../model/verification.ts';

/** Crockford’s: without letters that read as another one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * `LR-` and 12 characters: the first 60 bits of the SHA-256 of the file’s SHA-256, the time of the check and the verdict. The same
 * result has the same one everywhere. It tells receipts apart and proves nothing: anyone can compute it.
 */
export async function receiptId({
  sha256: digest = '',
  checkedAt,
  verdict,
}: Pick<VerificationResult, 'sha256' | 'checkedAt' | 'verdict'>): Promise<string> {
  const bytes = await sha256(utf8(`${digest}\n${checkedAt}\n${verdict}`));
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let place = 0; place < LENGTH; place++) {
    id += LETTERS[Number((bits >> BigInt(64 - 5 * (place + 1))) & 31n)];
  }
  return `LR-${id}`;
}
