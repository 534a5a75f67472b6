import { readRegister, recognitionUrl, registerUrl } from '../recognitions/list-recognitions.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/**
 * Each recognition of the register as it was signed, and the register, page by page: verifiers read no document of any size. Its
 * further pages have paths of their own, because a static host knows no query.
 */
export async function* listRecognitions({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const { publicUrl } = issuing;
  const register = registerUrl(publicUrl);
  const nameOf = (page: number) => (page === 1 ? 'index.json' : `page-${page}.json`);
  let after: string | undefined;
  for (let page = 1; ; page++) {
    const { recognitions, next } = await readRegister(issuing, after);
    for (const { id, body } of recognitions) {
      yield {
        urls: [recognitionUrl(publicUrl, id)],
        path: `recognitions/${id.slice('urn:uuid:'.length)}`,
        contentType: 'application/vc',
        body,
      };
    }
    yield jsonDocument(
      [page === 1 ? register : `${register}/${nameOf(page)}`],
      `recognitions/${nameOf(page)}`,
      {
        recognitions: recognitions.map(({ body }) => JSON.parse(body)),
        ...(next === null ? {} : { next: `${register}/${nameOf(page + 1)}` }),
      },
    );
    if (next === null) return;
    after = next;
  }
}
