import { readRegister, recognitionUrl } from '../recognitions/list-recognitions.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/** The register, in one piece, and each recognition in it as it was signed. */
export async function* listRecognitions({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const { publicUrl } = issuing;
  const recognitions: object[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await readRegister(issuing, after);
    for (const { id, body } of page.recognitions) {
      recognitions.push(JSON.parse(body));
      yield {
        urls: [recognitionUrl(publicUrl, id)],
        path: `recognitions/${id.slice('urn:uuid:'.length)}`,
        contentType: 'application/vc',
        body,
      };
    }
    if (page.next === null) break;
    after = page.next;
  }
  yield jsonDocument([`${publicUrl}/recognitions`], 'recognitions/index.json', { recognitions });
}
