import { describeIssuerRegistry } from '../register/describe-issuer-registry.ts';
import { describeOwnIssuer, describeRegisterIssuer } from '../register/describe-issuers.ts';
import { listOwnIssuers } from '../register/list-own-issuers.ts';
import { listRegisterIssuers } from '../register/list-register-issuers.ts';
import { readWholeRegister } from '../register/read-whole-register.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/** The register by issuer, in one piece, and in the form of an issuer registry. */
export async function* listIssuers({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const { publicUrl, store } = issuing;
  const register = await readWholeRegister(issuing);
  const issuers = listRegisterIssuers(register, register.readAt);
  const own = await listOwnIssuers(issuing);
  yield jsonDocument([`${publicUrl}/issuers`], 'issuers/index.json', {
    issuers: issuers.map((issuer) => describeRegisterIssuer(publicUrl, issuer)),
    own: own.map(describeOwnIssuer),
  });
  const foundedAt = (await store.findIssuer(''))?.createdAt ?? register.readAt;
  const url = `${publicUrl}/issuers/registry.json`;
  yield jsonDocument([url], 'issuers/registry.json', describeIssuerRegistry(register, foundedAt));
}
