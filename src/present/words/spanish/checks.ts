import type { CheckWords } from '../check-words.ts';

export const SPANISH_CHECKS: CheckWords = {
  questions: {
    unchanged: '¿Está sin cambios?',
    issuer: '¿Quién la emitió?',
    'in-force': '¿Está vigente hoy?',
    person: '¿Es de esta persona?',
  },
  names: {
    structure: 'Escrita como credencial',
    proof: 'Firma',
    issuer: 'Firmada por el emisor que nombra',
    recognition: 'Emisor reconocido',
    validity: 'Fechas',
    status: 'No está revocada ni en pausa',
    completeness: 'Partes de las que depende',
    person: 'Persona',
    schema: 'Esquema oficial de Open Badges',
  },
  outcomes: {
    passed: 'En orden',
    failed: 'No está en orden',
    warning: 'Requiere atención',
    unknown: 'No se pudo terminar',
    skipped: 'Sin comprobar',
  },
  passed: {
    structure:
      'Es una credencial verificable del W3C, y todas sus palabras tienen un significado que la firma cubre.',
    proof:
      'Comprobamos la firma con la clave pública del emisor: no ha cambiado ni una letra desde que se hizo.',
    issuer: 'La clave con la que se firmó pertenece al emisor que nombra.',
    recognition: 'Alguien en quien usted confía reconoce a este emisor.',
    validity: 'Hoy está dentro de su plazo de validez.',
    status:
      'Leímos la lista firmada de credenciales revocadas del emisor: esta no está revocada ni en pausa.',
    completeness:
      'Comprobamos por separado cada parte de la que depende y, con ellas, la regla del programa.',
    person: 'Lo que usted escribió coincide con lo que la credencial dice de la persona.',
    schema: 'Cumple el esquema oficial de Open Badges 3.0.',
  },
  visuals: {
    good: 'Sí',
    caution: 'Atención',
    bad: 'No',
    unknown: 'No se sabe',
    neutral: 'Sin comprobar',
  },
  howWeKnow: 'Cómo lo sabemos',
  explanations: {
    unchanged:
      'El emisor firmó la credencial, y cualquiera puede compararla con esa firma. Si después se hubiera cambiado una sola letra, ya no coincidirían.',
    issuer:
      'La firma corresponde a una sola clave pública, y su dueño la publica en una dirección propia. Si se puede confiar en ese dueño lo dicen las autoridades en las que usted confía, nunca la propia credencial.',
    'in-force':
      'Una credencial tiene sus propias fechas, y su emisor publica una lista firmada de las que revocó o puso en pausa. Revisamos ambas cosas.',
    person:
      'Una credencial nombra a la persona a quien se otorgó, y algunas guardan además un correo electrónico convertido en un código. Lo que usted escribe se compara con eso y no va a ningún otro lugar.',
  },
};
