import type { FormWords } from '../form-words.ts';

export const SPANISH_FORM: FormWords = {
  heading: 'Comprobar una credencial',
  headingAgain: 'Comprobar otra',
  lead: '¿Es real, está vigente y quién responde por ella? Una respuesta clara. Sin cuenta.',
  withoutScript:
    'JavaScript está desactivado, así que lo que usted entregue se envía al servidor de este sitio, se comprueba allí y no se guarda.',
  checkedHere: [
    'Se comprueba ',
    'en esta página, en su navegador',
    '. La credencial no se envía a ninguna parte: esta página solo pide al sitio del emisor su clave pública y su lista de credenciales revocadas.',
  ],
  file: 'Archivo de la credencial',
  fileHint: 'JSON o JWT, de hasta 10 MB.',
  dropHint: 'También puede arrastrarlo hasta aquí; una credencial completa, junto con sus partes.',
  link: 'o un enlace',
  linkHint: 'El enlace que le dio la persona solicitante o el que abre el código QR.',
  text: 'o su texto',
  textHint: ['Pegue la credencial entera: empieza con ', ' o con ', '.'],
  person: '¿Es de esta persona? (opcional)',
  personHint: 'Escriba lo que dice la solicitud. Se compara en esta página y no se guarda en ninguna parte.',
  name: 'Nombre',
  email: 'Correo electrónico',
  policy: '¿En quién confía usted? (opcional)',
  policyHint: [
    'Esta página confía en quienes nombra su ',
    'política',
    '. Elija o arrastre un archivo con su propia política para usarla en su lugar: no sale de esta página.',
  ],
  policyFile: 'Archivo de la política',
  check: 'Comprobar',
};
