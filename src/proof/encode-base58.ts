const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Five digits at a time: a limb times 256 stays far below 2^53. */
const DIGITS = 5;
const LIMB = 58 ** DIGITS;

/**
 * Base58 (Bitcoin alphabet), as multibase `z` has it. Written here because proof values take a tenth of a batch's time with
 * the package that decodes them; a test holds the two to each other.
 */
export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0;
  while (bytes[zeros] === 0) zeros++;
  /** The number in base 58^5, lowest first. */
  const limbs: number[] = [];
  for (let i = zeros; i < bytes.length; i++) {
    let carry = bytes[i] as number;
    for (let j = 0; j < limbs.length; j++) {
      const value = (limbs[j] as number) * 256 + carry;
      carry = Math.floor(value / LIMB);
      limbs[j] = value - carry * LIMB;
    }
    if (carry > 0) limbs.push(carry);
  }
  let digits = '';
  for (const [j, limb] of limbs.entries()) {
    const isHighest = j === limbs.length - 1;
    for (let k = 0, rest = limb; k < DIGITS && !(isHighest && rest === 0); k++) {
      digits = ALPHABET[rest % 58] + digits;
      rest = Math.floor(rest / 58);
    }
  }
  return '1'.repeat(zeros) + digits;
}
