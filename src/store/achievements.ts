import type { Selectable, Transaction } from 'kysely';
import type { AchievementKind } from '../model/credential.ts';
import { AppError } from '../model/problem.ts';
import type { AchievementRecord } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function achievements(
  database: SqlDatabase,
): Pick<Store, 'findAchievement' | 'listAchievements' | 'listAchievementVersions'> {
  return {
    async findAchievement(code, version) {
      let query = database.db.selectFrom('achievements').selectAll().where('code', '=', code);
      if (version !== undefined) query = query.where('version', '=', version);
      const row = await query
        .orderBy('publishedAt', 'desc')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? readAchievement(row) : null;
    },

    async listAchievementVersions(code) {
      const rows = await database.db
        .selectFrom('achievements')
        .selectAll()
        .where('code', '=', code)
        .orderBy('publishedAt')
        .orderBy('seq')
        .execute();
      return rows.map(readAchievement);
    },

    async listAchievements() {
      const rows = await database.db
        .with('ranked', (db) =>
          db
            .selectFrom('achievements')
            .selectAll()
            .select((eb) =>
              eb.fn
                .agg<number>('row_number')
                .over((over) =>
                  over.partitionBy('code').orderBy('publishedAt', 'desc').orderBy('seq', 'desc'),
                )
                .as('rank'),
            ),
        )
        .selectFrom('ranked')
        .selectAll()
        .where('rank', '=', 1)
        .orderBy('programCode')
        .orderBy('position')
        .orderBy('code')
        .execute();
      return rows.map(readAchievement);
    },
  };
}

/** Inserted in the order of their codes, so that two programs with achievements in common cannot deadlock. */
export async function publishAchievements(
  trx: Transaction<Tables>,
  records: readonly AchievementRecord[],
): Promise<void> {
  const ordered = [...records].sort((a, b) => (a.code < b.code ? -1 : 1));
  for (const record of ordered) {
    const inserted = await trx
      .insertInto('achievements')
      .values({ ...record, publishedAt: storedTime(record.publishedAt) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (!inserted)
      throw new AppError(
        'PROGRAM_FROZEN',
        'This version of one of the achievements is published already. Give it a new version.',
      );
  }
}

function readAchievement(row: Selectable<Tables['achievements']>): AchievementRecord {
  const { code, version, programCode, programVersion, kind, position, name, publishedAt } = row;
  return {
    code,
    version,
    programCode,
    programVersion,
    kind: kind as AchievementKind,
    position,
    name,
    publishedAt: readTime(publishedAt),
  };
}
