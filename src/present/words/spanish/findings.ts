import type { FindingCode } from '../../../model/finding-codes.ts';
import { showDay } from '../../show-date.ts';
import type { Described, FindingWords } from '../finding-words.ts';
import { SPANISH_DATES } from './dates.ts';
import { sayFound, sayWanted } from './rules.ts';

export const SPANISH_FINDINGS: FindingWords = {
  describe: (finding) => {
    if (finding.code === undefined) return undefined;
    const sentence = SENTENCES[finding.code];
    return typeof sentence === 'string' ? sentence : sentence(finding);
  },
  found: (rule) => {
    const found = sayFound(rule);
    return found === undefined ? 'La credencial no dice nada al respecto.' : `La credencial dice: ${found}.`;
  },
};

/** By code. One code may stand for several English sentences, so each says no more than all of these have in common. */
const SENTENCES: Readonly<Record<FindingCode, string | ((finding: Described) => string)>> = {
  'not-a-credential': 'No es una credencial verificable, o no se encuentra ninguna en el archivo.',
  'too-large': 'El archivo pesa más de 10 MB.',
  'container-unsupported':
    'Es un tipo de archivo que no lleva datos firmados, como una foto, una captura de pantalla, una página web o un documento de oficina.',
  'container-damaged': 'La imagen, el PDF o el archivo ZIP está dañado o incompleto.',
  'container-encrypted': 'El PDF o el archivo ZIP está protegido con contraseña.',
  'container-too-large': 'La imagen, el PDF o el archivo ZIP contiene demasiado.',
  'archive-in-archive': 'Es un archivo ZIP dentro de otro archivo.',
  'no-credential-inside': 'La imagen, el PDF o el archivo ZIP no lleva ninguna credencial dentro.',
  'open-badges-2': 'Es una insignia de Open Badges 2.0; aquí se lee la versión 3.0.',
  'baked-compressed': 'La credencial está comprimida dentro de la imagen, donde debería estar tal cual.',
  'baked-twice': 'La imagen lleva más de una credencial; se comprobó cada una que es distinta.',
  'data-after-end': 'Después del final de la imagen hay algo más, que no se revisó.',
  'attachment-not-read': 'El PDF lleva adjunto algo más que no se puede leer.',
  'not-text': 'El archivo no es texto, así que no contiene datos firmados que se puedan leer.',
  empty: 'No contiene nada.',
  'json-malformed': 'Empieza como JSON, pero no se puede leer como tal.',
  'json-too-deep': 'El JSON tiene demasiados niveles.',
  'json-too-large': 'El JSON tiene demasiados elementos.',
  'context-unknown': 'Usa un vocabulario que este verificador no tiene.',
  'context-inline': 'Define palabras propias, así que no se puede confiar en lo que dice.',
  'json-ld-keyword': 'Está escrita de modo que un lector y una firma podrían entender cosas distintas.',
  'undefined-term': 'Usa palabras que sus vocabularios no definen, así que la firma no las cubre.',
  'too-complex': 'Contiene más de lo que una credencial necesita, o es demasiado enredada para revisarla.',
  'took-too-long': 'Leerla tomaba demasiado tiempo, así que se dejó de intentar.',
  'issuer-missing': 'No nombra a ningún emisor.',
  'subject-missing': 'No dice de quién o de qué trata.',
  'date-malformed': 'Una de sus fechas no es válida o no indica la zona horaria.',
  'achievement-missing': 'No dice qué se logró.',
  'result-reference-broken': 'Un resultado remite a un nivel o a una descripción que no está.',
  'required-level-not-reached': 'El resultado que indica está por debajo de lo que ella misma exige.',
  'subject-not-identified': 'No dice de quién trata de una forma que se pueda comparar.',
  'null-or-empty': 'Tiene valores vacíos, lo que Open Badges no permite.',

  'proof-missing': 'No está firmada.',
  'proof-malformed': 'Una de sus firmas está incompleta o mal hecha.',
  'signature-invalid': 'El contenido no coincide con su firma.',
  'proof-expired': 'La firma se hizo para un plazo que ya terminó.',
  'cryptosuite-unsupported': 'Este verificador no sabe comprobar una de las firmas.',
  'cryptosuite-unknown': 'Una de las firmas es de un tipo que nadie ha registrado.',
  'did-method-unsupported': 'La clave o el emisor se nombra de una forma que aquí no se puede consultar.',
  'key-unreachable': 'No se pudo obtener el documento que contiene la clave.',
  'did-document-mismatch': 'El documento que se encontró trata de alguien más.',
  'key-not-in-document': 'El documento no contiene la clave que se nombra.',
  'key-not-for-purpose': 'La clave existe, pero no es para este fin.',
  'key-not-of-issuer': 'La clave que se nombra no es de su emisor.',
  'key-type-unsupported': 'La clave de la firma es de un tipo que este verificador no admite.',
  'key-revoked': 'El emisor revocó la clave.',
  'key-expired': 'La clave ya no se usaba cuando se firmó, o la firma no prueba cuándo se hizo.',
  'key-expired-since': 'La clave con la que se firmó dejó de usarse después.',
  'key-not-refreshed': (finding) =>
    `El sitio del emisor no respondió, así que se usó una copia anterior de su clave${sayCopy(finding)}: pudo haberla revocado después.`,
  'controller-mismatch': 'La clave dice que es de alguien distinto del titular del documento en el que está.',
  'claims-differ': 'Los datos del JWT no dicen lo mismo que su credencial, o son para otro plazo.',
  'example-key': 'Está firmada con una clave de ejemplo publicada, que cualquiera puede usar.',

  'issuer-mismatch': 'La firmó alguien distinto del emisor que nombra.',
  'proof-not-verified': 'Esto solo se puede saber con una firma válida.',

  'issuer-unknown': 'Nadie en quien usted confía reconoce a su emisor.',
  'recognition-of-other-achievement': 'Su emisor está reconocido para otro logro, no para este.',
  'recognition-ended': 'Su emisor estaba reconocido cuando la otorgó, pero ese reconocimiento ya terminó.',
  'recognition-expired': 'El reconocimiento de su emisor no está vigente hoy.',
  'recognition-revoked': 'Su emisor estaba reconocido, pero ese reconocimiento se revocó o está en pausa.',
  'recognition-not-genuine': 'Se indica un reconocimiento de su emisor, pero no coincide con su firma.',
  'recognition-unchecked':
    'Se indica un reconocimiento de su emisor, pero no se pudo comprobar por completo.',
  'recognition-chain-too-deep':
    'Hay demasiados reconocimientos entre su emisor y alguien en quien usted confía.',
  'recognized-since-award':
    'Su emisor está reconocido hoy, pero todavía no lo estaba en la fecha en que la otorgó.',
  'register-unreachable': 'No se pudo consultar el registro de una autoridad en la que usted confía.',
  'endorsement-not-valid': 'Uno de los avales que trae no es válido.',
  'too-many-endorsements': 'Trae tantos avales que no se revisaron todos.',
  'rule-maximum-age': (finding) => `Se otorgó hace demasiado tiempo, o no dice cuándo.${sayRule(finding)}`,
  'rule-minimum-level': (finding) =>
    `El nivel alcanzado es demasiado bajo, o no se puede comparar.${sayRule(finding)}`,
  'rule-minimum-assessors': (finding) =>
    `Hubo muy pocas personas evaluadoras, o no dice cuántas.${sayRule(finding)}`,
  'rule-frameworks': (finding) => `No corresponde a ninguno de los marcos pedidos.${sayRule(finding)}`,
  'rule-achievements': (finding) => `No es uno de los logros pedidos.${sayRule(finding)}`,
  'rule-parts': (finding) =>
    `Hacen falta las partes de las que depende: pida el registro completo.${sayRule(finding)}`,

  expired: 'Su plazo de validez terminó.',
  'not-yet-valid': 'Su plazo de validez todavía no ha empezado.',

  revoked: 'Su emisor la revocó.',
  replaced: 'Su emisor emitió una versión corregida.',
  suspended: 'Su emisor la puso en pausa; es posible que la restablezca.',
  'no-status': 'Este emisor no publica si la revoca, así que no podemos saber si lo hizo después.',
  'status-type-unsupported':
    'Su emisor publica las revocaciones de una forma que este verificador no conoce.',
  'status-entry-malformed': 'No se puede leer lo que dice sobre las revocaciones.',
  'status-purpose-unsupported': 'Su emisor publica un tipo de estado que este verificador no conoce.',
  'status-unreachable': 'No pudimos consultar la lista de credenciales revocadas.',
  'status-not-refreshed': (finding) =>
    `No pudimos consultar la lista de credenciales revocadas. Según una copia${sayCopy(finding)}, todavía dentro de su plazo, esta no está revocada.`,
  'status-copy-too-old': (finding) =>
    `No pudimos consultar la lista de credenciales revocadas, que puede haber cambiado desde la última copia${sayCopy(finding)}.`,
  'status-list-wrong-type':
    'Lo que se encontró en la dirección de la lista no es una lista de credenciales revocadas.',
  'status-list-not-genuine': 'La lista de credenciales revocadas no coincide con su firma.',
  'status-list-out-of-date': 'La lista de credenciales revocadas es de otro plazo.',
  'status-list-wrong-purpose': 'La lista que se nombra no trata de revocaciones de este tipo.',
  'status-list-malformed': 'No se puede leer la lista de credenciales revocadas.',
  'status-index-out-of-range': 'La lista de credenciales revocadas es demasiado corta para contenerla.',
  'status-list-foreign': 'La lista de credenciales revocadas no es del propio emisor.',
  'status-list-short':
    'La lista de credenciales revocadas es más corta de lo que el W3C pide por privacidad.',
  'status-list-unsigned': 'La lista de credenciales revocadas no está firmada.',

  'parts-not-at-hand': ({ parts }) =>
    `Depende de ${parts === undefined || parts.named === 1 ? 'una parte que no hemos visto' : `${parts.named} partes que no hemos visto`}. Pida el registro completo.`,
  'no-parts': 'No depende de otras credenciales.',
  'part-missing': (finding) => `${count(finding)}Falta una parte que nombra.`,
  'part-digest-differs': (finding) =>
    `${count(finding)}Una parte se cambió o se sustituyó: no es la que se nombró.`,
  'part-digest-missing': (finding) =>
    `${count(finding)}No indica con una huella digital a qué parte se refiere.`,
  'part-not-genuine': (finding) =>
    `${count(finding)}Una parte no se puede leer, no coincide con su firma o es solo una muestra.`,
  'part-revoked': (finding) => `${count(finding)}Una parte fue revocada o reemplazada.`,
  'part-suspended': (finding) => `${count(finding)}Una parte está en pausa.`,
  'part-expired': (finding) => `${count(finding)}Una parte venció o todavía no está vigente.`,
  'part-incomplete': (finding) => `${count(finding)}Una parte está incompleta.`,
  'part-not-in-force-at-award': (finding) =>
    `${count(finding)}Una parte no estaba vigente en la fecha en que se otorgó.`,
  'part-of-another-person': (finding) => `${count(finding)}Una parte es de otra persona.`,
  'part-issuer-not-recognized': (finding) =>
    `${count(finding)}Una parte la emitió alguien a quien nadie reconoce para ello.`,
  'part-not-checked': (finding) => `${count(finding)}Una parte no se pudo comprobar por completo.`,
  'rule-not-met': (finding) => `${count(finding)}Las partes entregadas no cumplen la regla del programa.`,
  'rule-not-stated': (finding) =>
    `${count(finding)}No expresa la regla de su programa de una forma que se pueda comprobar.`,
  'record-empty': 'No contiene credenciales que se puedan leer, o contiene más de 100.',

  'email-differs': 'Se emitió a otra dirección de correo electrónico.',
  'email-not-in-credential': 'La credencial no contiene un correo electrónico con el que comparar.',
  'name-differs': 'El nombre que aparece en ella no es el que usted escribió.',
  'name-not-in-credential': 'La credencial no contiene un nombre con el que comparar.',

  'schema-mismatch': 'No cumple todas las reglas del esquema oficial de Open Badges 3.0.',
  'no-schema': 'No hay un esquema oficial para este tipo de credencial.',

  'not-asked': 'No se pidió esta comprobación.',
  'not-reached': 'No había nada que comprobar.',

  'not-a-presentation': 'No es una presentación verificable.',
  'holder-mismatch': 'La firmó alguien distinto del titular que nombra.',
  'challenge-differs': 'Se hizo para otra solicitud.',
  'domain-differs': 'Se hizo para otro destinatario.',
  'too-many-credentials': 'Contiene más de 100 credenciales. Compruebe menos a la vez.',
};

function sayRule({ rule }: Described): string {
  return rule === undefined ? '' : ` Se pide: ${sayWanted(rule)}.`;
}

/** Only the check as a whole has counted them. */
function count({ parts }: Described): string {
  return parts === undefined ? '' : `${parts.good} de ${parts.named} en orden. `;
}

/** Of when the copy is: ` del 21 nov 2026`. */
function sayCopy({ copyOf }: Described): string {
  const day = showDay(copyOf, SPANISH_DATES);
  return day === undefined ? '' : ` del ${day}`;
}
