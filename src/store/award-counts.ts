import { sql } from 'kysely';
import type { SqlDatabase } from './sql-database.ts';
import { storedTime } from './stored-time.ts';
import type { TransparencyStore } from './transparency-store.ts';

/** Reads rows by the index `issuances_achievement`, and of each its level out of the request. */
export function awardCounts({ db, engine }: SqlDatabase): Pick<TransparencyStore, 'countAwards'> {
  return {
    async countAwards(code, at) {
      const awards = db
        .selectFrom('issuances')
        .innerJoin('credentials', 'credentials.id', 'issuances.credentialId')
        .select([
          'credentials.seq',
          'issuances.holderId',
          'issuances.achievementVersion as version',
          selectLevel(engine).as('level'),
        ])
        .select((eb) =>
          eb
            .case()
            .when(
              eb.and([
                eb('credentials.standing', '=', 'in-force'),
                eb.or([
                  eb('credentials.validUntil', 'is', null),
                  eb('credentials.validUntil', '>=', storedTime(at)),
                ]),
              ]),
            )
            .then(sql.lit(1))
            .else(sql.lit(0))
            .end()
            .as('inForce'),
        )
        .where('issuances.achievementCode', '=', code)
        .where('credentials.standing', '!=', 'revoked');
      const rows = await db
        .with('awards', () => awards)
        .with('ranked', (cte) =>
          cte
            .selectFrom('awards')
            .select(['version', 'level', 'inForce'])
            .select((eb) =>
              eb.fn
                .agg<number>('row_number')
                .over((over) =>
                  over.partitionBy('holderId').orderBy('inForce', 'desc').orderBy('seq', 'desc'),
                )
                .as('rank'),
            ),
        )
        .selectFrom('ranked')
        .select(['version', 'level', 'inForce'])
        .select((eb) => eb.fn.countAll().as('people'))
        .where('rank', '=', 1)
        .groupBy(['version', 'level', 'inForce'])
        .orderBy('version')
        .orderBy('level', (order) => order.asc().nullsFirst())
        .orderBy('inForce')
        .execute();
      return rows.map(({ version, level, inForce, people }) => ({
        version: version ?? '',
        level,
        inForce: inForce === 1,
        people: Number(people),
      }));
    },
  };
}

/**
 * The level of the award in an issuance's request. A full credential has none of its own, and its request names those of its
 * parts. PostgreSQL's JSON functions refuse a text with an escaped U+0000 anywhere, so there the member is found in the text:
 * inside a string its quotes would be escaped.
 */
function selectLevel(engine: SqlDatabase['engine']) {
  const request = sql.ref('issuances.request');
  const level =
    engine === 'sqlite'
      ? sql<string | null>`json_extract(${request}, '$.award.level')`
      : sql<string | null>`substring(${request} from '"level":"([a-z0-9-]+)"')`;
  return sql<string | null>`case when ${sql.ref('issuances.kind')} = 'full' then null else ${level} end`;
}
