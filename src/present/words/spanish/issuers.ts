import type { IssuerWords } from '../issuer-words.ts';

export const SPANISH_ISSUERS: IssuerWords = {
  bareKey: 'una clave (did:key) por la que aquí nadie responde',
  otherIdentifier: 'un identificador por el que aquí nadie responde',
  callsItself: (name) => `que dice llamarse ${name}`,
};
