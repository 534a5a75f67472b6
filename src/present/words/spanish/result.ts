import type { ResultWords } from '../result-words.ts';

export const SPANISH_RESULT: ResultWords = {
  checked: 'Comprobación hecha el',
  checkedBy: { page: 'en su navegador', server: 'por este sitio' },
  whatToDo: 'Qué hacer ahora.',
  fourQuestions: 'Cuatro preguntas',
  openReplacement: 'Abrir la versión corregida',
  print: 'Imprimir',
  checkAnother: 'Comprobar otra',
  unproven: {
    show: 'Mostrar lo que dice el archivo (no confíe en ello)',
    warning: 'Cualquiera pudo haber escrito esto. Ninguna firma lo prueba.',
    credential: 'Credencial',
    holder: 'Nombre que aparece',
    issuer: 'Dice que su emisor es',
    issuerId: 'Identificador del emisor',
  },
};
