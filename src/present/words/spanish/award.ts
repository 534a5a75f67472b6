import type { AwardWords } from '../award-words.ts';

export const SPANISH_AWARD: AwardWords = {
  awarded: 'otorgó',
  to: 'a',
  made: 'emitió',
  madeFor: 'para',
  nameless: 'una credencial sin nombre',
  nobody: 'alguien a quien no nombra',
  on: (day) => `el ${day}`,
  noEnd: 'Sin fecha de vencimiento.',
  validThrough: (day) => `Válida hasta el ${day}.`,
};
