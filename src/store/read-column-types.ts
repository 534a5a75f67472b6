import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type ColumnTypes = ReadonlyMap<string, 'number' | 'string'>;

/** The columns of every table of ours, as the database has them now; all names in camelCase. */
export async function readColumnTypes(trx: Transaction<Tables>): Promise<ReadonlyMap<string, ColumnTypes>> {
  const plain = trx.withoutPlugins();
  const tables = await plain.introspection.getTables();
  // PostgreSQL has schemas; the queue's tables are in another.
  const isInSchemas = tables.some(({ schema }) => schema !== undefined);
  const { rows } = isInSchemas
    ? await sql<{ name: string }>`select current_schema() as name`.execute(plain)
    : { rows: [] };
  return new Map(
    tables
      .filter(({ schema }) => schema === rows[0]?.name)
      .map(({ name, columns }) => [
        toCamelCase(name),
        new Map(
          columns.map((column) => [
            toCamelCase(column.name),
            /int/i.test(column.dataType) ? ('number' as const) : ('string' as const),
          ]),
        ),
      ]),
  );
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
