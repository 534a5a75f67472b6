import type { PageWords } from '../page-words.ts';

export const SPANISH_PAGE: PageWords = {
  languageName: 'Español',
  title: 'Comprobar una credencial',
  description:
    'Compruebe en su navegador la credencial de un líder docente: una respuesta clara, sin cuenta y sin subir nada.',
  checkedOnServer:
    'Esto se envió a nuestro servidor, se comprobó allí y no se guardó. Con JavaScript activado, se comprueba en su navegador y no se envía a ninguna parte.',
  skip: 'Ir al contenido',
  mainMenu: 'Principal',
  sample: 'MUESTRA',
  sampleRibbon: 'Modo de práctica: nada de lo que hay aquí es una credencial real.',
  sampleMark: 'Hecha para practicar en este equipo. No es una credencial real.',
  footer: [
    'en',
    '. Las credenciales siguen los estándares abiertos Open Badges 3.0 y W3C Verifiable Credentials, así que cualquier herramienta que los lea puede comprobarlas.',
  ],
  issuers: 'Emisores',
  recognitions: 'Reconocimientos',
  privacy: 'Sin cookies ni rastreo. Los archivos que usted comprueba no se guardan.',
  startPage: 'Página de inicio',
};
