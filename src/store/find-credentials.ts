import { sql } from 'kysely';
import type { SqlDatabase } from './sql-database.ts';
import type { CredentialStanding } from './standing-store.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

/** Which credentials a filter means. */
export function findCredentials({ db, bulk }: SqlDatabase): Pick<Store, 'listStandings'> {
  return {
    async listStandings(filter, { after, limit }) {
      let query = db
        .selectFrom('credentials')
        .innerJoin('issuances', 'issuances.credentialId', 'credentials.id')
        .select([
          'credentials.id',
          'credentials.standing',
          'credentials.validUntil',
          'credentials.replacedBy',
          'issuances.kind',
          'issuances.holderId',
          'issuances.statusList',
          'issuances.holdList',
        ])
        .orderBy('credentials.id')
        .limit(limit);
      const { issuerSlug, ids, achievement, program, holderId, batch, signedBy, standing } = filter;
      if (issuerSlug !== undefined) query = query.where('issuances.issuerSlug', '=', issuerSlug);
      if (ids !== undefined) query = query.where(bulk.isOneOf(sql.ref('credentials.id'), ids));
      if (achievement !== undefined) query = query.where('issuances.achievementCode', '=', achievement);
      if (program !== undefined) query = query.where('issuances.programCode', '=', program);
      if (holderId !== undefined) query = query.where('issuances.holderId', '=', holderId);
      // Keys of a batch begin with its id (`batchRowKey`); `;` is the character after `:`.
      if (batch !== undefined)
        query = query
          .where('issuances.idempotencyKey', '>=', `batch:${batch}:`)
          .where('issuances.idempotencyKey', '<', `batch:${batch};`);
      // The key is named by each proof that it made.
      if (signedBy !== undefined) query = query.where('credentials.body', 'like', `%#${signedBy}%`);
      if (standing !== undefined) query = query.where('credentials.standing', '=', standing);
      // In the words of the index of these (`credentials_not_in_force`), which an engine cannot tell from a parameter.
      if (standing !== undefined && standing !== 'in-force')
        query = query.where(sql<boolean>`credentials.standing <> 'in-force'`);
      if (filter.recordedFrom !== undefined)
        query = query.where('credentials.recordedAt', '>=', storedTime(filter.recordedFrom));
      if (filter.recordedBefore !== undefined)
        query = query.where('credentials.recordedAt', '<', storedTime(filter.recordedBefore));
      if (after !== undefined) query = query.where('credentials.id', '>', after);
      const rows = await query.execute();
      return rows.map(({ statusList, holdList, kind, validUntil, ...row }) => ({
        ...row,
        kind: kind as CredentialStanding['kind'],
        validUntil: readTime(validUntil),
        isRevocable: statusList !== null,
        mayBeHeld: holdList !== null,
      }));
    },
  };
}
