import type { RosterPerson } from './person-ledger.ts';
import type { RosterField } from './roster-field.ts';

/**
 * The person of a row as the cells say, trimmed and NFC; '' for what is not said. Runs of spaces in the name become
 * one, and the e-mail address is lower-cased.
 */
export function readPerson(cells: readonly string[], places: ReadonlyMap<RosterField, number>): RosterPerson {
  const text = (field: RosterField) => (cells[places.get(field) ?? -1] ?? '').trim().normalize('NFC');
  const full = text('full_name');
  const parts = full === '' ? [text('given_name'), text('family_name'), text('second_family_name')] : [full];
  return {
    name: parts
      .filter((part) => part !== '')
      .join(' ')
      .replace(/\s+/g, ' '),
    email: text('email').toLowerCase(),
    externalId: text('external_id'),
  };
}
