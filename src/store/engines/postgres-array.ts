import { type RawBuilder, sql } from 'kysely';

const TYPES = { text: 25, bigint: 20 } as const;

/**
 * The values as one array parameter, in PostgreSQL's binary form (array_send): written as text, as `pg` would, each quote
 * and backslash in them is escaped one by one and read back one by one, and signed credentials are mostly quotes.
 */
export function postgresArray(values: readonly unknown[]): RawBuilder<unknown> {
  const type = values.some((value) => typeof value === 'number') ? 'bigint' : 'text';
  return sql`${encode(values, type)}::${sql.raw(type)}[]`;
}

/** A header (dimensions, whether there are nulls, element type, length, first index), then each element after its length. */
function encode(values: readonly unknown[], type: keyof typeof TYPES): Buffer {
  const sizes = values.map((value) => {
    if (value === null || value === undefined) return 0;
    return type === 'bigint' ? 8 : Buffer.byteLength(String(value));
  });
  const buffer = Buffer.allocUnsafe(20 + sizes.reduce((sum, size) => sum + 4 + size, 0));
  let at = 0;
  for (const word of [1, 1, TYPES[type], values.length, 1]) at = buffer.writeInt32BE(word, at);
  for (const [i, value] of values.entries()) {
    if (value === null || value === undefined) at = buffer.writeInt32BE(-1, at);
    else {
      at = buffer.writeInt32BE(sizes[i] ?? 0, at);
      if (type === 'bigint') at = buffer.writeBigInt64BE(BigInt(value as number), at);
      else at += buffer.write(String(value), at);
    }
  }
  return buffer;
}
