import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, digestMultibase, encodeBase64Url, utf8 } from '../../src/model/bytes.ts';
import { isTooComplex, type Json, parseJson, textOf, valuesOf } from '../../src/model/json.ts';

const codeOf = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? 'ok' : parsed.code;
};

describe('parsing', () => {
  it('reads what JSON.parse reads, whatever is in the strings', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'a') }),
        (text) => {
          expect(typeof parseJson(text).ok).toBe('boolean');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('allows 64 levels and no more, however they are made', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(codeOf(nested(64))).toBe('ok');
    expect(codeOf(nested(65))).toBe('json-too-deep');
    expect(codeOf('{"a":'.repeat(65))).toBe('json-too-deep');
    expect(codeOf('['.repeat(5_000_000))).toBe('json-too-deep');
  });

  it('does not count brackets and commas in strings', () => {
    expect(codeOf(JSON.stringify({ a: `${'['.repeat(100)}"\\${','.repeat(300_000)}` }))).toBe('ok');
    expect(codeOf(`["\\\\","${'['.repeat(100)}"]`)).toBe('ok');
  });

  it('cannot be led past the count by an escaped quote', () => {
    expect(codeOf(`["\\"",${'['.repeat(100)}`)).toBe('json-too-deep');
    expect(codeOf(`["\\\\",${'['.repeat(100)}`)).toBe('json-too-deep');
  });

  it('allows 200,000 members and no more', () => {
    expect(codeOf(`[${'1,'.repeat(200_000)}1]`)).toBe('ok');
    expect(codeOf(`[${'1,'.repeat(200_001)}1]`)).toBe('json-too-large');
  });

  it.each(['', '{', '{"a":1,}', "{'a':1}", 'undefined', '[1]x', '\u0000'])('%j is malformed', (text) => {
    expect(codeOf(text)).toBe('json-malformed');
  });

  it('makes a member of `__proto__`, and no prototype', () => {
    const parsed = parseJson('{"__proto__":{"isTrusted":true}}');
    const value = (parsed.ok ? parsed.value : null) as { isTrusted?: boolean };
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value.isTrusted).toBeUndefined();
  });
});

describe('what is too complex for JSON-LD', () => {
  const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
  it.each<[string, Json, boolean]>([
    ['an empty object', {}, false],
    ['64 levels', nested(64), false],
    ['65 levels', nested(65), true],
    ['an array of 1,000', Array(1_000).fill(1), false],
    ['an array of 1,001', [{ a: Array(1_001).fill(1) }], true],
    ['9,000 values', Array(9).fill(Array(999).fill(1)), false],
    ['11,000 values', Array(11).fill(Array(1_000).fill(1)), true],
  ])('%s', (_, value, expected) => {
    expect(isTooComplex(value)).toBe(expected);
  });

  it('is found without recursion', () => {
    let deep: Json = 1;
    for (let i = 0; i < 1_000_000; i++) deep = [deep];
    expect(isTooComplex(deep)).toBe(true);
  });
});

describe('members', () => {
  it('have no, one or many values', () => {
    expect([undefined, null, 1, [1, null], []].map(valuesOf)).toEqual([[], [], [1], [1, null], []]);
  });

  it('are text only when they are strings that say something', () => {
    expect(['a', ' a ', '', ' \n', 1, null, undefined, ['a'], {}].map(textOf)).toEqual([
      'a',
      ' a ',
      ...Array(7).fill(undefined),
    ]);
  });
});

describe('base64url', () => {
  it('has one spelling for each bytes, and no other is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64Url(text)).toEqual(bytes);
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        for (const letter of letters) {
          const other = text.slice(0, -1) + letter;
          if (other === text || text === '') continue;
          try {
            expect(encodeBase64Url(decodeBase64Url(other))).toBe(other);
          } catch (error) {
            expect(error).toMatchObject({ name: expect.stringMatching(/SyntaxError|InvalidCharacterError/) });
          }
        }
      }),
    );
  });

  it.each(['=', 'QQ==', 'Q', 'Q+', 'Q/', 'QR', ' QQ', 'QQ\n', 'é'])('%j is none', (text) => {
    expect(() => decodeBase64Url(text)).toThrow();
  });

  it('a digest is a SHA-256 multihash in it', async () => {
    // sha2-256 of "hello world", the example of the multihash specification.
    const hex = '1220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
    expect(await digestMultibase(utf8('hello world'))).toBe(
      `u${Buffer.from(hex, 'hex').toString('base64url')}`,
    );
  });
});
