import type { DoneWords } from '../done-words.ts';

export const SPANISH_DONE: DoneWords = {
  heading: (name) => `Lo que hizo ${name ?? 'la persona'}`,
  ownLanguage: 'Lo que dice la credencial aparece en su propio idioma.',
  asksFor: 'Lo que exige',
  standards: 'Estándares a los que corresponde',
  level: 'Nivel alcanzado',
  levels: 'Niveles alcanzados',
  result: 'Resultado',
  assessedBy: 'Evaluación a cargo de',
  role: 'Función',
  term: 'Período de servicio',
  programAsksFor: 'Lo que exige el programa',
  counted: (has, wanted) => `${has ?? 'sin indicar'} de ${wanted}`,
  evidence: 'Evidencias',
  pieceOfEvidence: 'Evidencia',
  credentialOfItsOwn: 'Una credencial propia',
};
