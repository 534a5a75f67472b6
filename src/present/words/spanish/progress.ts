import type { ProgressWords } from '../progress-words.ts';

export const SPANISH_PROGRESS: ProgressWords = {
  checking: 'Comprobando…',
  waiting: 'En espera',
  stillWaiting: (hosts) => `Todavía esperamos la respuesta de ${hosts.join(', ')}`,
  checkingCount: (files) => (files === 1 ? 'Comprobando 1 credencial.' : `Comprobando ${files} archivos.`),
  result: (headline) => `Resultado: ${headline}.`,
  askPolicy: (name) =>
    `Este archivo no es una credencial. Es una política: dice en quién confiar, y se presenta como la política de “${name}”. Úsela solo si viene de su propia oficina, nunca si llegó con una solicitud. ¿Aplicarla desde ahora?`,
  byPolicy: (name) => `Desde ahora se aplica la política de ${name}.`,
};
