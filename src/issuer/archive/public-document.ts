import type { JsonObject } from '../../model/json.ts';
import type { AchievementDefinition } from '../../program/achievement-definition.ts';
import type { Issuing } from '../issuing.ts';

/** One document of the archive: where the world knows it, and the file that stands for it, below the archive's folder. */
export interface PublicDocument {
  urls: string[];
  path: string;
  contentType: string;
  body: string;
}

/** What the archive is made from. The drawing belongs to a room above. */
export interface Archiving {
  issuing: Issuing;
  /** Until when its status lists are believed. */
  validUntil: Date;
  drawBadge(definition: AchievementDefinition, issuerName: string): string;
  /** The page for people at an achievement's address. */
  writePage(achievement: JsonObject): string;
}

/** A kind of public document, all of them, in an order that does not change. */
export type ListDocuments = (archiving: Archiving) => AsyncIterable<PublicDocument>;

export function jsonDocument(
  urls: string[],
  path: string,
  document: object,
  contentType = 'application/json',
): PublicDocument {
  return { urls, path, contentType, body: JSON.stringify(document) };
}
