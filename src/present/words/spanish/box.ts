import type { BoxWords } from '../box-words.ts';

export const SPANISH_BOX: BoxWords = {
  heading: 'Compruebe una credencial',
  headingAgain: 'Compruebe otra',
  headingMore: 'Agregue más',
  lead: '¿Es auténtica, está vigente y quién la emitió? Una respuesta clara. Sin crear una cuenta.',
  needsScript:
    'Esta página necesita JavaScript: comprueba en su navegador, y no hay detrás ningún servidor que pueda hacerlo.',
  withoutScript:
    'JavaScript está desactivado: lo que entregue se envía al servidor de este sitio, se comprueba allí y no se guarda.',
  checkedHere: [
    'Se comprueba ',
    'en esta página, en su navegador',
    '. Los archivos que comprueba no se envían a ninguna parte ni se guardan. La página solo pide al sitio del emisor lo que publica para todos: su clave pública y su lista de credenciales revocadas.',
  ],
  label: 'Pegue un enlace o suelte archivos aquí',
  hint: 'El enlace que le dio la persona solicitante, o el texto de una credencial.',
  dropHint: 'Puede entregar muchos a la vez: un enlace por línea, o hasta 500 archivos.',
  file: 'O elija archivos',
  fileHint:
    'PDF, imagen (PNG, SVG) o archivo de datos (JSON, JWT), de hasta 10 MB cada uno; una foto o captura de pantalla de un código QR; un ZIP con archivos; una hoja de cálculo de enlaces guardada como CSV.',
  details: 'Comparar con la solicitud o usar su propia política (opcional)',
  personHint:
    'Escriba lo que dice la solicitud. Se compara en esta página y no se guarda. Si el nombre es distinto, se lo indicamos; si el correo electrónico es distinto, es otra persona.',
  name: 'Nombre de la persona solicitante',
  email: 'Correo electrónico de la persona solicitante',
  applicants: 'Lista de solicitantes (CSV)',
  applicantsHint:
    'Para muchos a la vez: una tabla con las columnas solicitante, correo y enlace, o las que tenga. Cada persona de la lista tiene su línea, aunque no haya entregado nada.',
  policy: 'Archivo de política',
  policyHint: [
    'Esta página confía en los emisores que nombra su ',
    'política',
    '. Para usar su propia política, elija o suelte el archivo: no sale de esta página.',
  ],
  check: 'Comprobar',
  nothing: 'Pegue un enlace o el texto de una credencial, o elija archivos. Luego compruebe otra vez.',
};
