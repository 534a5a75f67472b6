import { type Kysely, sql } from 'kysely';

/** For finding what is withdrawn or on hold among all that is in force; to issue does not touch it. */
export async function indexCredentialsByStanding(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('credentials_not_in_force')
    .on('credentials')
    .columns(['standing', 'id'])
    .where(sql.ref('standing'), '<>', sql.lit('in-force'))
    .execute();
}
