import { signArchivedList, statusListUrl } from '../publish-status-list.ts';
import type { Archiving, PublicDocument } from './public-document.ts';

/** Each as it stands now, signed for as long as the archive is to be believed. */
export async function* listStatusLists({ issuing, validUntil }: Archiving): AsyncGenerator<PublicDocument> {
  const lists = await issuing.store.listStatusLists();
  for (const list of lists.sort((a, b) => a.number - b.number)) {
    yield {
      urls: [statusListUrl(issuing.publicUrl, list.number)],
      path: `status/${list.number}`,
      contentType: 'application/vc',
      body: await signArchivedList(issuing, list, validUntil),
    };
  }
}
