import type { KeepingWords } from '../keeping-words.ts';

export const SPANISH_KEEPING: KeepingWords = {
  kept: 'Este navegador conserva hasta 30 días copias de las claves públicas y las listas que publican los emisores, por si un sitio no responde. Nunca conserva lo que usted comprueba.',
  forget: 'Borrar lo que esta página ha guardado',
  forgotten: 'Se borró. Ahora esta página no conserva nada.',
  nothingKept: 'No había nada que borrar.',
};
