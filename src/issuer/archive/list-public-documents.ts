import { listAchievements } from './list-achievements.ts';
import { listContexts } from './list-contexts.ts';
import { listDidDocuments } from './list-did-documents.ts';
import { listIssuers } from './list-issuers.ts';
import { listNotices } from './list-notices.ts';
import { listCrosswalks, listFrameworks, listPrograms } from './list-programs.ts';
import { listRecognitions } from './list-recognitions.ts';
import { listStatusLists } from './list-status-lists.ts';
import type { Archiving, ListDocuments, PublicDocument } from './public-document.ts';

/** What is public of an instance. A new kind is one line here. Nothing about people is. */
const KINDS: readonly ListDocuments[] = [
  listDidDocuments,
  listStatusLists,
  listNotices,
  listRecognitions,
  listIssuers,
  listAchievements,
  listPrograms,
  listFrameworks,
  listCrosswalks,
  listContexts,
];

/** Every public document of the instance, in the same order each time. Rejects with AppError KEY_UNAVAILABLE. */
export async function* listPublicDocuments(archiving: Archiving): AsyncGenerator<PublicDocument> {
  for (const list of KINDS) yield* list(archiving);
}
