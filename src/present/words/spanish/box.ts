import type { BoxWords } from '../box-words.ts';

export const SPANISH_BOX: BoxWords = {
  heading: 'Compruebe una credencial',
  headingAgain: 'Compruebe otra',
  headingMore: 'Agregue más',
  lead: '¿Es auténtica, está vigente y quién responde por ella? Una respuesta clara. Sin crear una cuenta.',
  needsScript:
    'Esta página necesita JavaScript: comprueba en su navegador, y no hay detrás ningún servidor que pueda hacerlo.',
  withoutScript:
    'JavaScript está desactivado: lo que entregue se envía al servidor de este sitio, se comprueba allí y no se guarda.',
  checkedHere: [
    'Se comprueba ',
    'en esta página, en su navegador',
    '. No guardamos los archivos que comprueba: no se envía nada a ninguna parte. Esta página solo pide al sitio del emisor su clave pública y su lista de credenciales revocadas.',
  ],
  label: 'Pegue enlaces o una credencial',
  hint: 'Un enlace que le dio un solicitante o que está en un código QR, o el texto de una credencial.',
  dropHint: 'También puede pegar muchos enlaces, uno por línea, o soltar archivos aquí: uno o cientos.',
  file: 'o elija archivos',
  fileHint:
    'JSON, JWT, PNG, SVG o PDF, de hasta 10 MB cada uno. Muchos a la vez: un ZIP, o un CSV con una columna de enlaces.',
  details: '¿De quién es y en quién confía usted? (opcional)',
  personHint:
    'Escriba lo que dice la solicitud. Se compara en esta página y no se guarda. Si el nombre es distinto, se lo indicamos; si el correo es distinto, es otra persona.',
  name: 'Nombre del solicitante',
  email: 'Correo del solicitante',
  applicants: 'Lista de solicitantes (CSV)',
  applicantsHint:
    'Para muchos a la vez: columnas solicitante, correo y enlace, las que tenga. Cada solicitante tiene su línea, también quien no entregó nada.',
  policy: 'Archivo de política',
  policyHint: [
    'Esta página confía en quienes nombra su ',
    'política',
    '. Elija o suelte un archivo de política propio para usar ese en su lugar: no sale de esta página.',
  ],
  check: 'Comprobar',
  nothing: 'Pegue un enlace o el texto de una credencial, o elija archivos. Luego compruebe otra vez.',
};
