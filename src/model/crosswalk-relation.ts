/**
 * Association types of CASE 1.1 and CLR 2.0 that make sense between two frameworks. `isPartOf`: what `from` names is a part
 * of what `to` names. The others say the same from both sides.
 */
export const CROSSWALK_RELATIONS = ['exactMatchOf', 'isPartOf', 'isPeerOf', 'isRelatedTo'] as const;
export type CrosswalkRelation = (typeof CROSSWALK_RELATIONS)[number];
