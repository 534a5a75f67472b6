import { BUNDLED_CONTEXTS } from '../../model/contexts.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/**
 * What the words in the credentials mean. Our verifier has its own and takes none from an archive; others may need them when
 * nobody serves them any more.
 */
export async function* listContexts(_: Archiving): AsyncGenerator<PublicDocument> {
  for (const [url, context] of BUNDLED_CONTEXTS) {
    const { host, pathname } = new URL(url);
    const path = `contexts/${host}${pathname}`;
    yield jsonDocument(
      [url],
      /\.json(ld)?$/.test(path) ? path : `${path}.json`,
      context,
      'application/ld+json',
    );
  }
}
