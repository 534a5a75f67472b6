import { quote } from '../../quote.ts';
import { startSentence } from '../../start-sentence.ts';
import type { OutcomeFacts, OutcomeTable } from '../outcome-table.ts';

const FIND_CONTACT =
  'Comuníquese con esa organización con datos de contacto que busque por su cuenta, no con los de este archivo.';

/** Each verdict in plain Spanish: one word, one sentence, what to do. The credential is feminine, the reader is “usted”. */
export const SPANISH_OUTCOMES: OutcomeTable = {
  valid: {
    visual: 'good',
    headline: ({ restsOnCopies }) => (restsOnCopies ? 'Válida según una copia anterior' : 'Válida'),
    sentence: (facts) =>
      [
        facts.issuerHasDomain || facts.issuerIsRecognized
          ? `Emitida por ${facts.issuer}, sin cambios y ${inForce(facts)}.`
          : `Sin cambios desde que se firmó y ${inForce(facts)}. Pero se firmó con ${facts.issuer}, así que no podemos confirmar quién la emitió.`,
        ...(facts.hasStatus
          ? []
          : ['Este emisor no publica las revocaciones, así que no podemos saber si la revocó después.']),
        ...describeParts(facts),
      ].join(' '),
    advice: (facts) =>
      facts.nameDiffers
        ? 'El nombre que aparece en ella no es el que usted escribió: asegúrese de que es de esta persona antes de tomarla en cuenta.'
        : facts.issuerHasDomain || facts.issuerIsRecognized
          ? 'Imprima o guarde el comprobante y consérvelo con la solicitud.'
          : `Cualquiera puede crear una clave así. ${facts.claimedName === undefined ? 'Pregunte a la persona solicitante quién la emitió.' : `Dice ${quote(facts.claimedName)}. ${FIND_CONTACT}`}`,
  },
  expired: {
    visual: 'caution',
    headline: 'Vencida',
    sentence: (facts) => `Auténtica, emitida por ${facts.issuer}, pero venció${on(facts.validUntil)}.`,
    advice: () => 'Pregunte a la persona solicitante si la renovó.',
  },
  'not-yet-valid': {
    visual: 'caution',
    headline: 'Aún no vigente',
    sentence: (facts) =>
      `Auténtica, pero empieza${facts.validFrom === undefined ? ' más adelante' : on(facts.validFrom)}.`,
    advice: () => 'Vuelva a comprobarla en esa fecha o después.',
  },
  suspended: {
    visual: 'caution',
    headline: 'En pausa',
    sentence: (facts) =>
      `${startSentence(facts.issuer)} tiene esta credencial en pausa${facts.since === undefined ? '' : ` desde el ${facts.since}`}. Es posible que la restablezca.${says(facts)}`,
    advice: (facts) => `Comuníquese con ${contactOf(facts)} antes de decidir.`,
  },
  revoked: {
    visual: 'bad',
    headline: 'Revocada',
    sentence: (facts) =>
      `${startSentence(facts.issuer)} revocó esta credencial${on(facts.since)}.${says(facts)}`,
    advice: (facts) => `No la tome en cuenta. Pregunte a la persona solicitante o a ${contactOf(facts)}.`,
  },
  replaced: {
    visual: 'caution',
    headline: 'Reemplazada',
    sentence: (facts) =>
      `${startSentence(facts.issuer)} emitió una versión corregida${on(facts.since)}.${says(facts)}`,
    advice: (facts) =>
      facts.isReplacementShared
        ? 'Abra la versión corregida y tome en cuenta esa, no este archivo.'
        : 'Pida la nueva a la persona solicitante.',
  },
  incomplete: {
    visual: 'caution',
    headline: 'Incompleta',
    sentence: (facts) =>
      `Auténtica, emitida por ${facts.issuer}, pero algo en ella no concuerda. ${facts.detail ?? 'Falta una parte de la que depende.'}`,
    advice: (facts) => `No decida solo con ella. Pregunte a la persona solicitante o a ${contactOf(facts)}.`,
  },
  'unknown-issuer': {
    visual: 'caution',
    headline: 'Emisor no reconocido',
    sentence: (facts) =>
      [
        facts.issuerHasDomain
          ? `El archivo no ha cambiado desde que lo firmó ${facts.issuer}, pero no podemos confirmar quién es.`
          : 'El archivo no ha cambiado desde que se firmó, pero no podemos confirmar quién lo firmó.',
        ...(facts.claimedName === undefined ? [] : [`Dice ${quote(facts.claimedName)}.`]),
        ...(facts.detail === undefined ? [] : [facts.detail]),
      ].join(' '),
    advice: () => FIND_CONTACT,
  },
  'not-accepted': {
    visual: 'caution',
    headline: 'No aceptada',
    sentence: (facts) =>
      `Auténtica, emitida por ${facts.issuer}, pero no cumple una regla de quienes comprueban aquí. ${facts.detail ?? ''}`.trim(),
    advice: () => 'Diga a la persona solicitante qué regla es; la credencial en sí no tiene ningún defecto.',
  },
  'not-genuine': {
    visual: 'bad',
    headline: (facts) => (facts.isKeyRevoked ? 'Firmada con una clave revocada' : 'No auténtica'),
    sentence: (facts) =>
      !facts.isSigned
        ? 'Este archivo no está firmado, así que nadie responde por lo que dice.'
        : facts.isKeyRevoked
          ? `${startSentence(facts.issuer)} revocó la clave con la que se firmó este archivo, porque otras personas pudieron tenerla. Por eso ya nadie puede saber quién hizo el archivo.`
          : `Este archivo no coincide con su firma. Fue cambiado, está dañado o no lo firmó ${facts.issuerHasDomain ? facts.issuer : 'el emisor que nombra'}.`,
    advice: (facts) =>
      facts.isKeyRevoked
        ? facts.isReplacementShared
          ? 'Abra la que se emitió en su lugar y tome en cuenta esa, no este archivo.'
          : 'Esto no dice nada malo de la persona solicitante. Pida el archivo nuevo: las credenciales firmadas con esa clave se emiten otra vez.'
        : 'No lo acepte. Pida a la persona solicitante el enlace o el archivo original.',
  },
  'status-unknown': {
    visual: 'unknown',
    headline: 'Falta una comprobación',
    sentence: (facts) =>
      `Auténtica y firmada por ${facts.issuer}. ${facts.detail ?? 'No pudimos consultar la lista de credenciales revocadas.'}${facts.host === undefined ? '' : ` La lista está en ${facts.host}.`}`,
    advice: () => 'Inténtelo de nuevo en unos minutos. No decida solo con este resultado.',
  },
  'key-unknown': {
    visual: 'unknown',
    headline: 'No pudimos terminar',
    sentence: (facts) =>
      facts.issuerHasDomain && facts.detail === undefined
        ? `${startSentence(facts.issuer)} no respondió, así que no podemos comprobar la firma. Esto no dice nada malo de la persona solicitante.`
        : `${facts.detail ?? 'No se pudo obtener la clave con la que se firmó.'} Por eso no podemos comprobar la firma. Esto no dice nada malo de la persona solicitante.`,
    advice: (facts) =>
      facts.detail === undefined
        ? 'Inténtelo más tarde.'
        : 'Pida otro archivo a la persona solicitante o al emisor, o use la página del propio emisor.',
  },
  'unsupported-proof': {
    visual: 'unknown',
    headline: 'No podemos comprobar este tipo',
    sentence: (facts) =>
      facts.suites === undefined
        ? (facts.detail ?? 'Está firmada de una manera que esta página no admite.')
        : `Usa ${facts.suites}, que esta página no admite.`,
    advice: () => 'Use la página del propio emisor u otro verificador.',
  },
  'wrong-person': {
    visual: 'bad',
    headline: 'Otra persona',
    sentence: () => 'Auténtica, pero no se emitió a la persona que usted escribió.',
    advice: () =>
      'Revise cómo está escrito, o pregunte a la persona solicitante qué correo electrónico usó en el programa.',
  },
  unreadable: {
    visual: 'neutral',
    headline: 'No encontramos una credencial',
    sentence: (facts) =>
      `Buscamos datos firmados en el archivo. ${facts.detail ?? 'No los hay; una captura de pantalla o un escaneo no los tiene.'}`,
    advice: () => 'Pida el enlace o el PDF, o escanee su código QR.',
  },
  sample: {
    visual: 'caution',
    headline: 'Muestra',
    sentence: () => 'Hecha como demostración. No es una credencial real.',
    advice: () => 'No la tome en cuenta. Pida la verdadera a la persona solicitante.',
  },
};

/** What is known of what it builds on: nothing, where it builds on nothing. */
function describeParts({ parts, isRecord }: OutcomeFacts): string[] {
  if (parts === undefined) return [];
  if (parts.good === parts.named)
    return [
      isRecord
        ? `Contiene ${parts.named === 1 ? '1 credencial, que está' : `${parts.named} credenciales, y todas están`} en orden.`
        : `Depende de ${parts.named === 1 ? '1 parte, que está' : `${parts.named} partes, y todas están`} en orden.`,
    ];
  return [
    `Depende de ${parts.named === 1 ? 'otra credencial que no se entregó' : `otras ${parts.named} credenciales que no se entregaron`}: pida el registro completo para comprobarlo todo.`,
  ];
}

function on(day: string | undefined): string {
  return day === undefined ? '' : ` el ${day}`;
}

/** The issuer's own words, as that. */
function says({ statement }: OutcomeFacts): string {
  return statement === undefined || statement === '' ? '' : ` El emisor dice: ${quote(statement)}`;
}

function contactOf({ issuer, issuerHasDomain }: OutcomeFacts): string {
  return issuerHasDomain ? issuer : 'su emisor';
}

/** Of what could not be refreshed nobody knows what holds today. */
function inForce({ restsOnCopies }: OutcomeFacts): string {
  return restsOnCopies
    ? 'vigente cuando este navegador leyó por última vez lo que publica el emisor, que ahora no respondió'
    : 'vigente hoy';
}
