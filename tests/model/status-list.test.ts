import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBitstring,
  decodeList,
  encodeList,
  readStatus,
  STATUS_LIST_LENGTH,
} from '../../src/model/status-list.ts';

const packed = (bytes: Buffer) => `u${gzipSync(bytes).toString('base64url')}`;

const withWrongChecksum = (gzip: Buffer) => gzip.fill(1, gzip.length - 8);

describe('a bitstring', () => {
  it('has index 0 at the left-most bit (W3C Bitstring Status List §3.2)', () => {
    expect([...createBitstring(16, [0])]).toEqual([0x80, 0]);
    expect([...createBitstring(16, [7, 8])]).toEqual([0x01, 0x80]);
    expect([...createBitstring(16, [15, 15])]).toEqual([0, 0x01]);
  });

  it('is 16 KB for the least length that W3C allows', () => {
    expect(STATUS_LIST_LENGTH).toBe(131_072);
    expect(createBitstring(STATUS_LIST_LENGTH, []).length).toBe(16 * 1024);
  });

  it.each([-1, 16, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('has no index %s', (index) => {
    expect(() => createBitstring(16, [index])).toThrow(RangeError);
  });

  it('says of every index whether it was set, and nothing of the others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1_023), { maxLength: 60 }), (set) => {
        const bits = createBitstring(1_024, set);
        for (let i = 0; i < 1_024; i++) expect(readStatus(bits, i)).toBe(set.includes(i) ? 1 : 0);
      }),
    );
  });
});

describe('reading an entry', () => {
  it('of several bits reads them as one number, left to right', () => {
    const bits = Uint8Array.from([0b00011011, 0b10000001]);
    expect([0, 1, 2, 3].map((i) => readStatus(bits, i, 2))).toEqual([0, 1, 2, 3]);
    expect([0, 1].map((i) => readStatus(bits, i, 8))).toEqual([0x1b, 0x81]);
    expect(readStatus(bits, 1, 5)).toBe(0b01110);
  });

  it.each([
    [16, 1],
    [-1, 1],
    [1, 16],
    [2, 8],
    [0.5, 1],
    [Number.NaN, 1],
    [Number.MAX_SAFE_INTEGER, 32],
  ])('outside the list (index %s, size %s) is null, not zero', (index, size) => {
    expect(readStatus(new Uint8Array(2), index, size)).toBeNull();
  });
});

describe('the encoded list', () => {
  it('is multibase base64url of gzip, which anyone can unpack', async () => {
    const bits = createBitstring(STATUS_LIST_LENGTH, [0, 94_567]);
    const encoded = await encodeList(bits);
    expect(encoded).toMatch(/^u[A-Za-z0-9_-]+$/);
    expect(new Uint8Array(gunzipSync(Buffer.from(encoded.slice(1), 'base64url')))).toEqual(bits);
  });

  it('is the same text for the same bits, with no time and no platform in it', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => encodeList(createBitstring(STATUS_LIST_LENGTH, [5]))),
    );
    expect(one).toBe(two);
    const bytes = Buffer.from(one?.slice(1) ?? '', 'base64url');
    expect([...bytes.subarray(0, 4)]).toEqual([0x1f, 0x8b, 8, 0]);
    expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect(bytes[9]).toBe(0xff);
  });

  it('survives the way there and back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 5_000 }), async (bytes) => {
        expect(await decodeList(await encodeList(Uint8Array.from(bytes)))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('is read without its multibase letter too, as StatusList2021 wrote it', async () => {
    const bits = createBitstring(64, [3]);
    expect(await decodeList((await encodeList(bits)).slice(1))).toEqual(bits);
  });

  it('the example of the W3C specification unpacks to 16 KB of zeros', async () => {
    const example = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
    const bits = await decodeList(example);
    expect(bits.length).toBe(16 * 1024);
    expect(bits.every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['the letter alone', 'u'],
    ['no base64url', 'u***'],
    ['base64 with padding', `u${gzipSync(Buffer.alloc(9)).toString('base64')}`],
    ['no gzip', `u${Buffer.from('hello world').toString('base64url')}`],
    ['half of it', packed(Buffer.alloc(20_000, 7)).slice(0, 30)],
    ['a wrong checksum', `u${withWrongChecksum(gzipSync(Buffer.alloc(9))).toString('base64url')}`],
    ['more than 4 MiB', packed(Buffer.alloc(4 * 1024 * 1024 + 1))],
    ['a bomb', packed(Buffer.alloc(200_000_000))],
  ])('that is %s is refused', async (_, text) => {
    await expect(decodeList(text)).rejects.toThrow(SyntaxError);
  });

  it('of exactly 4 MiB is not', async () => {
    expect((await decodeList(packed(Buffer.alloc(4 * 1024 * 1024)))).length).toBe(4 * 1024 * 1024);
  });
});
