import type { SiteWords } from '../site-words.ts';

export const SPANISH_SITE: SiteWords = {
  runBy: (name, policy) =>
    `Este verificador es de ${name}. Confía en quienes nombra la política “${policy}”. Se hizo con Lectern y comprueba cualquier credencial Open Badges 3.0.`,
  trustsNobody:
    'Su política no nombra a nadie, así que ningún emisor será “reconocido” hasta que usted elija una política propia.',
  oneFile:
    'Esta página es un solo archivo: no necesita servidor. Aun así, pide a los sitios de los emisores sus claves públicas y sus listas de credenciales revocadas.',
};
