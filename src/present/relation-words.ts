import type { CrosswalkRelation } from '../model/crosswalk-relation.ts';

/**
 * What an entry of the reader's framework is to the entry that it corresponds to, for people: `Related to` … `isReversed`:
 * the relation was written down from the reader's side.
 */
export function describeRelation(relation: CrosswalkRelation, isReversed: boolean): string {
  switch (relation) {
    case 'exactMatchOf':
      return 'The same as';
    case 'isPartOf':
      return isReversed ? 'Part of' : 'Has as a part';
    case 'isPeerOf':
      return 'On a level with';
    case 'isRelatedTo':
      return 'Related to';
  }
}
