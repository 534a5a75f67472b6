import { documentUrlOf } from '../../proof/did-url.ts';
import { publishDidDocument } from '../publish-did-document.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/** Of every issuer, with all the keys that it ever had. */
export async function* listDidDocuments({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  for (const issuer of await issuing.store.listIssuers()) {
    const url = documentUrlOf(issuer.did);
    if (url === null) continue;
    const document = await publishDidDocument(issuer, issuing.signers);
    yield jsonDocument([url], new URL(url).pathname.slice(1), document, 'application/did+json');
  }
}
