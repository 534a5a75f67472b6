import type { RecordWords } from '../record-words.ts';

export const SPANISH_RECORD: RecordWords = {
  fullRecord: 'Registro completo',
  title: (holder, name) => `${holder ?? 'Registro completo'}: ${name ?? 'registro completo'}`,
  of: 'Registro completo de',
  nobody: 'su titular',
  signed: 'firmó este registro el',
  holds: (credentials) =>
    credentials === 1
      ? 'Contiene una credencial, con su propia firma.'
      : `Contiene ${credentials} credenciales, cada una con su propia firma.`,
  kinds: {
    full: 'La credencial completa',
    capstone: 'Proyecto final',
    micro: 'Microcredenciales',
    other: 'Otras credenciales',
  },
  awarded: 'Otorgada el',
  level: (name) => `Nivel: ${name}`,
  inForce: 'Vigente',
  states: {
    withdrawn: 'Revocada',
    replaced: 'Reemplazada por una versión corregida',
    'on-hold': 'En pausa',
    expired: 'Vencida',
    'not-yet-valid': 'Aún no vigente',
  },
  notAllInForce: 'Ya no está todo vigente',
  endedSince: (ended, all) =>
    `Este registro era correcto cuando se firmó. Desde entonces ${ended === 1 ? 'dejó de estar vigente una' : `dejaron de estar vigentes ${ended}`} de las ${all} credenciales que contiene:`,
  fullAsItIsNow: 'La credencial completa tal como está ahora',
  scan: [
    'Escanee el código o abra ',
    ' para ver si todo está vigente hoy. Esta hoja por sí sola no prueba nada.',
  ],
};
