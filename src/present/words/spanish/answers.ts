import type { AnswerWords } from '../answer-words.ts';

export const SPANISH_ANSWERS: AnswerWords = {
  unchanged: {
    keyRevoked: 'Ya nadie puede saberlo. El emisor revocó la clave con la que se firmó.',
    notSigned: 'No está firmada, así que cualquiera pudo haberla escrito.',
    no: 'No. No coincide con su firma.',
    notChecked: 'No lo sabemos. No se pudo comprobar la firma.',
    fault: (detail) => `Está firmada, pero tiene un defecto. ${detail}`.trim(),
    remark: (detail) => `Sí, desde que se firmó. ${detail}`.trim(),
    yes: 'Sí. No ha cambiado desde que se firmó.',
  },
  needsSignature: 'No lo sabemos. Para eso hace falta una firma válida.',
  issuer: {
    other: 'No fue el emisor que nombra.',
    holds: 'La firma es de su emisor.',
  },
  inForce: {
    revoked: 'No. Su emisor la revocó.',
    replaced: 'No. Su emisor emitió una versión corregida en su lugar.',
    suspended: 'No. Su emisor la puso en pausa; es posible que la restablezca.',
    ended: (day) => `No. Venció${day === undefined ? '' : ` el ${day}`}.`,
    notBegun: (day) => `Todavía no. Empieza ${day === undefined ? 'más adelante' : `el ${day}`}.`,
    notKnown: (detail) => `Todavía no lo sabemos. ${detail}`,
    listNotRead: 'No se consultó la lista de credenciales revocadas.',
    byDates: (detail) => `Por sus fechas, sí. ${detail}`,
    withdrawalsNotChecked: 'No se comprobó si fue revocada.',
    notAlone: (detail) => `No está revocada, pero depende de otras credenciales. ${detail}`.trim(),
    yes: (end, detail) =>
      `Sí. No está revocada y ${end === undefined ? 'no tiene fecha de vencimiento' : `es válida hasta el ${end}`}. ${detail}`.trim(),
  },
  person: {
    notChecked: (name) =>
      `No comprobamos a quién pertenece.${nameOnIt(name)}${name === undefined ? '' : ' Compárelo con la solicitud.'}`,
    yes: (name) => `Sí. Coincide con lo que usted escribió.${nameOnIt(name)}`,
    no: (detail) => `No. ${detail}`.trim(),
    remark: (detail, name) => `${detail}${nameOnIt(name)}`.trim(),
  },
};

function nameOnIt(name: string | undefined): string {
  return name === undefined ? '' : ` El nombre que aparece en ella es ${name}.`;
}
