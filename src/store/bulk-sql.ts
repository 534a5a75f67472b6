import type { Expression, Insertable, RawBuilder, Selectable, SqlBool, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** What engines say differently when a statement is about many rows: all of them in one, whatever their number. */
export interface BulkSql {
  /** Inserts those rows that conflict with nothing that is there; resolves to the values of `key` of those inserted. */
  insertNew<Table extends keyof Tables, Key extends keyof Selectable<Tables[Table]> & string>(
    trx: Transaction<Tables>,
    table: Table,
    rows: readonly Insertable<Tables[Table]>[],
    key: Key,
  ): Promise<Set<Selectable<Tables[Table]>[Key]>>;
  /** It has one of these values. */
  isOneOf(value: Expression<unknown>, values: readonly (string | number)[]): Expression<SqlBool>;
  /** These rows as something to select from; all have the same members. At least one. */
  rows<Row extends Record<string, string | number | null>>(rows: readonly Row[]): RawBuilder<Row>;
  /**
   * The query, locking the rows that it selects until the transaction is over, in its order. Others may still refer to
   * them. Where a transaction has the whole database to itself there is nothing to do.
   */
  locking<Query extends Lockable>(query: Query): Query;
}

interface Lockable {
  forNoKeyUpdate(): unknown;
}
