import type { ShareWords } from '../share-words.ts';

export const SPANISH_SHARE: ShareWords = {
  credential: 'Credencial',
  title: (holder, name) => `${holder ?? 'Credencial'}: ${name ?? 'credencial'}`,
  howEarned: 'Cómo se obtiene y se evalúa',
  ways: {
    label: 'Compartir y comprobar',
    check: 'Compruébela usted',
    copy: 'Copiar el enlace',
    file: 'Descargar el archivo (JSON)',
    png: 'Descargar la imagen (PNG)',
    svg: 'Descargar la imagen (SVG)',
    pictureHint:
      'La imagen lleva dentro la credencial firmada. LinkedIn, Slack y Google la quitan: comparta el enlace y guarde el archivo.',
    qr: 'Descargar el código QR',
    print: 'Imprimir',
    hint: '“Compruébela usted” repite la comprobación en su propio navegador. Cualquier otra herramienta que lea Open Badges 3.0 también puede comprobar el archivo.',
  },
  certificate: {
    nameless: 'una credencial',
    nobody: 'su titular',
    noEnd: 'Sin fecha de vencimiento',
    validThrough: (day) => `Válida hasta el ${day}`,
    callsItself: (name) => `dice llamarse ${name}`,
    alignedTo: 'Corresponde a',
    scan: [
      'Escanee el código o abra ',
      ' para ver si está vigente hoy. Esta hoja por sí sola no prueba nada.',
    ],
  },
  ended: {
    heading: 'De qué se trataba',
    asRecord: 'Se muestra aquí solo como constancia.',
  },
  record: {
    heading: 'El registro completo',
    none: 'Ahora no hay un registro completo: una de las credenciales que contendría no está vigente.',
    about:
      'Un solo archivo con esta credencial y todas las que la componen, cada una con su propia firma. Lo prueba todo de una vez, también sin este sitio.',
    make: 'Obtener el registro completo',
    open: 'Abrir el registro completo',
    download: 'Descargar el registro completo (JSON)',
  },
};
