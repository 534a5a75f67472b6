import type { CopyingWords } from '../copying-words.ts';

export const SPANISH_COPYING: CopyingWords = {
  copied: 'Copiado',
  notCopied: 'Cópielo de la barra de direcciones',
  sayCopied: 'Enlace copiado.',
  sayNotCopied: 'No se pudo copiar el enlace.',
};
