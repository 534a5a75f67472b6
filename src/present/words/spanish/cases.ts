import type { CaseWords } from '../case-words.ts';

export const SPANISH_CASES: CaseWords = {
  partial: {
    headline: 'Nada en contra en lo que se comprobó',
    sentence: 'Solo se hicieron las comprobaciones pedidas, así que esto no dice que sea válida.',
    advice: 'Compruébela por completo antes de confiar en ella.',
  },
  several: {
    headline: (good, all) => `${good} de ${all} ${good === 1 ? 'es válida' : 'son válidas'}`,
    sentence: 'Abajo está la respuesta de cada una.',
    advice: 'Si alguna requiere atención, ábrala por separado para ver todo lo que sabemos de ella.',
  },
  practiceAdvice: 'Es una muestra: no la tome en cuenta.',
  and: (names) => new Intl.ListFormat('es', { type: 'conjunction' }).format(names),
};
