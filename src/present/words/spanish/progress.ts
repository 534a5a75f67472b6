import type { ProgressWords } from '../progress-words.ts';

export const SPANISH_PROGRESS: ProgressWords = {
  checking: 'Comprobando…',
  waiting: 'En espera',
  stillWaiting: (hosts) => `Todavía esperamos la respuesta de ${hosts.join(', ')}`,
  checkingCount: (files) => (files === 1 ? 'Comprobando 1 credencial.' : `Comprobando ${files} archivos.`),
  result: (headline) => `Resultado: ${headline}.`,
  byPolicy: (name) => `Desde ahora se aplica la política de ${name}.`,
};
