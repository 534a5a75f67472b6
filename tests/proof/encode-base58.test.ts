import * as base58 from 'base58-universal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase58 } from '../../src/proof/encode-base58.ts';

/** The package has both; Lectern itself only asks it to decode. */
const { encode, decode } = base58 as typeof base58 & { encode: (bytes: Uint8Array) => string };

const bytes = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 72 }))
  .map(([zeros, rest]) => new Uint8Array([...new Uint8Array(zeros), ...rest]));

describe('base58', () => {
  it('is what base58-universal gives, for any bytes up to 80', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 80 })), (input) => {
        const text = encodeBase58(input);
        expect(text).toBe(encode(input));
        expect([...decode(text)]).toEqual([...input]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is right at every length, for zeros, for the highest bytes and around the limbs', () => {
    for (let length = 0; length <= 80; length++) {
      for (const fill of [0, 1, 57, 58, 127, 128, 255]) {
        const same = new Uint8Array(length).fill(fill);
        expect(encodeBase58(same)).toBe(encode(same));
        const first = new Uint8Array(length);
        if (length > 0) first[0] = fill;
        expect(encodeBase58(first)).toBe(encode(first));
      }
    }
    for (let power = 0n; power < 90n; power++) {
      for (const near of [-1n, 0n, 1n]) {
        const hex = (58n ** power + near).toString(16);
        const input = new Uint8Array(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
        expect(encodeBase58(input)).toBe(encode(input));
      }
    }
  });

  it('is right for signatures with leading zeros', () => {
    expect(encodeBase58(new Uint8Array())).toBe('');
    expect(encodeBase58(new Uint8Array(64))).toBe('1'.repeat(64));
    expect(encodeBase58(new Uint8Array([0, 0, 1]))).toBe('112');
    expect(encodeBase58(new TextEncoder().encode('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
  });
});
