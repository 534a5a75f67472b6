import { readEach } from '../read-pages.ts';
import { describeNotice } from '../status/describe-notice.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

const PAGE = 500;

/**
 * What is said of credentials that are not in force, under the SHA-256 of their ids. Without links to their successors: whoever has
 * the archive could go through those, and links are for whom their holders give them.
 */
export async function* listNotices({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const { store, publicUrl } = issuing;
  const notices = readEach(
    PAGE,
    (page) => store.listNotices(page),
    ({ noticeKey }) => noticeKey,
  );
  for await (const notice of notices) {
    const { successor } = notice;
    const unlinked = { ...notice, successor: successor === null ? null : { ...successor, shareId: null } };
    const path = `notices/${notice.noticeKey}`;
    yield jsonDocument([`${publicUrl}/${path}`], path, describeNotice(unlinked, publicUrl));
  }
}
