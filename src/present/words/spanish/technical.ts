import type { TechnicalWords } from '../technical-words.ts';

export const SPANISH_TECHNICAL: TechnicalWords = {
  heading: 'Detalles técnicos',
  verdict: 'Código del resultado',
  credentialId: 'Identificador de la credencial',
  issuerId: 'Identificador del emisor',
  proof: 'Firma',
  made: (at) => `hecha el ${at}`,
  key: 'Clave:',
  digest: 'SHA-256 del archivo',
  allChecks: 'Todas las comprobaciones',
  check: 'Comprobación',
  outcome: 'Resultado',
  code: 'Código',
};
