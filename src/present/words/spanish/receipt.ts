import type { ReceiptWords } from '../receipt-words.ts';

export const SPANISH_RECEIPT: ReceiptWords = {
  title: 'Comprobante de verificación',
  summaryTitle: 'Comprobantes de verificación: resumen',
  documentTitle: (id) => `Comprobante de verificación ${id}`,
  number: (id) => `Comprobante ${id}`,
  page: (page, pages) => `Página ${page} de ${pages}`,
  sampleMark: 'MUESTRA',
  sampleSentence: 'Hecha para practicar. No es una credencial real.',
  sampleAdvice: 'Es una muestra: no la tome en cuenta.',
  whatToDo: 'Qué hacer ahora.',

  questionsHeading: 'Cuatro preguntas',
  checksHeading: 'Qué se comprobó',
  credentialHeading: 'La credencial',
  checkHeading: 'La comprobación',
  partsHeading: (parts) =>
    parts === undefined
      ? 'Lo que vino con ella'
      : `Sus partes: ${parts.good} de ${parts.named} están en orden`,
  claimsHeading: 'Lo que dice el archivo, sin confirmar',
  claimsSentence: 'Cualquiera pudo haberlo escrito. No se base en ello.',
  recheckHeading: 'Comprobar de nuevo',

  check: 'Comprobación',
  outcome: 'Resultado',
  finding: 'Qué se encontró',

  award: ({ issuer, credential, holder, isRecord, on, until, isEnded }) =>
    [
      `${startPhrase(issuer)} ${isRecord ? `hizo ${credential} para` : `otorgó ${credential} a`} ${holder}${on === undefined ? '' : ` el ${on}`}.`,
      ...(isEnded ? [] : [until === undefined ? 'Sin fecha de vencimiento.' : `Válida hasta el ${until}.`]),
    ].join(' '),
  selfNamed: (name) => `, que dice llamarse “${name}”,`,
  withoutName: 'una credencial sin nombre',
  withoutHolder: 'alguien a quien no nombra',
  partWithoutName: 'Una parte sin nombre',
  partUnproven: 'Una parte en la que no se puede confiar',
  partMissing: 'Falta',

  credential: 'Credencial',
  nameOnIt: 'Nombre',
  issuerProven: 'Emisor probado',
  issuerRecognized: 'Emisor reconocido',
  issuerClaimed: 'Dice que su emisor es',
  issuerId: 'Identificador del emisor',
  awarded: 'Otorgada',
  validFrom: 'Válida desde',
  validUntil: 'Válida hasta',
  noEnd: 'Sin fecha de vencimiento',
  levels: 'Nivel alcanzado',
  assessedBy: 'Evaluada por',
  credentialId: 'Identificador de la credencial',

  checkedAt: 'Comprobada',
  how: 'Cómo',
  byPage: 'En el navegador de quien la comprobó. El archivo no se envió a ninguna parte.',
  bySite: 'En el servidor de este sitio, al que se envió el archivo. No se guardó.',
  byCommand: 'Con el comando “lectern verify”, en el equipo de quien la comprobó.',
  checker: 'Comprobada por',
  policy: 'Según la política',
  policySha256: 'SHA-256 de la política',
  file: 'Archivo o enlace',
  fileSha256: 'SHA-256 del archivo',
  noDigest: 'No se sabe: se comprobó más de un archivo, o el archivo no se leyó completo.',
  relayed: (hosts) =>
    `El servidor de este sitio obtuvo lo que ${hosts} publica para todos, porque la página no puede leerlo allí directamente.`,
  stale: (host, fetchedAt) =>
    `No se pudo consultar ${host}: se usó la copia de ${fetchedAt}. No se sabe qué cambió desde entonces.`,

  notCounted: 'No cuenta',
  notCountedSentence: 'No hay una firma válida, así que de esto no se puede decir nada.',
  formOnly: 'Esto se refiere a su forma, no a quién la escribió.',
  signatureOfAnother: 'Hay una firma, pero no es del emisor que el archivo nombra.',

  statusCanChange: 'El estado puede cambiar; compruébela de nuevo antes de hacer una oferta.',
  whatItProves:
    'Este comprobante dice lo que encontró una comprobación en el momento indicado. No está firmado y no es la credencial: su número solo sirve para distinguir comprobantes. Quien tenga dudas puede comprobar la credencial de nuevo.',
  ownLanguage: 'Lo que dice una credencial aparece en su propio idioma.',
  qrAlt: (url) => `Código QR: abre ${url}`,
  charactersMissing:
    'Los caracteres que faltan en el tipo de letra de este PDF aparecen entre corchetes, con su número Unicode. La página impresa los muestra como se escriben.',

  counted: (count) => (count === 1 ? 'Se comprobó 1 credencial.' : `Se comprobaron ${count} credenciales.`),
  checkedBetween: (first, last) =>
    first === last ? `Comprobadas: ${first}.` : `Comprobadas desde ${first} hasta ${last}.`,
  person: 'Nombre',
  issuer: 'Emisor',
  result: 'Resultado',
  source: 'Archivo o enlace',
  receiptNumber: 'Comprobante',
  notShown: 'Sin confirmar',

  formHeading: (count) =>
    count === 1 ? 'Comprobante para su expediente' : 'Comprobantes para su expediente',
  checkerLabel: 'Su nombre, para el comprobante (opcional)',
  checkerHint: 'Solo está en esta página y desaparece cuando usted la cierra.',
  savePdf: (count) => (count === 1 ? 'Guardar el comprobante en PDF' : 'Guardar los comprobantes en PDF'),
  print: (count) => (count === 1 ? 'Imprimir el comprobante' : 'Imprimir los comprobantes'),
  saving: 'Preparando el PDF…',
  saved: 'Se guardó en PDF.',
  notSaved: 'No se pudo escribir el PDF. Imprima en su lugar y guárdelo en PDF.',
};

/** A domain is written as it is, even at the start of a sentence; `una clave …` gets its capital. */
function startPhrase(phrase: string): string {
  return /^un[ao]? /.test(phrase) ? `U${phrase.slice(1)}` : phrase;
}
