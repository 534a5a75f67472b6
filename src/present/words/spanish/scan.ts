import type { ScanWords } from '../scan-words.ts';

export const SPANISH_SCAN: ScanWords = {
  open: 'Escanear un código QR',
  title: 'Escanear un código QR',
  hint: 'Ponga el código QR de la credencial frente a la cámara. La imagen no sale de este dispositivo.',
  close: 'Cerrar',
  picture: 'Imagen en vivo de la cámara',
  camera: 'Cámara',
  cameraNumber: (n) => `Cámara ${n}`,
  torch: 'Luz',
  retry: 'Volver a intentar con la cámara',
  takePhoto: 'Tomar o elegir una foto',
  starting: 'Encendiendo la cámara. Es posible que su navegador le pregunte si esta página puede usarla.',
  searching: 'Buscando un código QR…',
  nothingYet:
    'Todavía no se encontró ningún código QR. Acérquelo, manténgalo plano y con más luz, o tome una foto.',
  readingPhoto: 'Leyendo la foto…',
  cameraProblem: {
    denied:
      'Esta página no tiene permiso para usar la cámara. Para permitirlo, seleccione el icono junto a la dirección en la parte superior del navegador, elija Permitir en Cámara y vuelva a intentarlo. O tome una foto.',
    none: 'No se encontró ninguna cámara en este dispositivo. Elija una foto o una captura de pantalla del código QR.',
    busy: 'No se pudo encender la cámara. Quizás otro programa la está usando: ciérrelo y vuelva a intentarlo, o tome una foto.',
    insecure:
      'Los navegadores solo permiten la cámara en páginas seguras (https). Tome o elija una foto del código QR.',
    unsupported:
      'Este navegador no permite que las páginas usen la cámara. Tome o elija una foto del código QR.',
  },
  codeProblem: {
    'no-code': () =>
      'No se pudo leer ningún código QR en esta imagen. Tome otra: más cerca, plana y con buena luz. PNG, JPEG, WebP o GIF, hasta 10 MB.',
    'several-codes': () => 'Aquí hay varios códigos QR. Muestre uno a la vez.',
    'wallet-offer': () =>
      'Este código QR es para una aplicación de billetera: ofrece o pide una credencial, pero no es una. Use el enlace o el código QR de la propia credencial.',
    'wallet-presentation': () =>
      'Este código QR contiene una credencial en un formato corto que esta página no puede leer. Use el enlace o el archivo de la credencial.',
    'unsafe-link': ({ host }) =>
      `Este código QR es un enlace a ${host ?? 'otro sitio'} que esta página no abre, porque no es seguro (https). No se abrió.`,
    'other-code': () => 'Este código QR no es un enlace ni una credencial. No se abrió nada.',
  },
  pictureProblem: {
    'several-codes': () => ({
      headline: 'Hay varios códigos QR en esta imagen',
      sentence: 'Contiene más de un enlace o credencial, así que no se comprobó nada.',
      advice: 'Recorte la imagen para que quede un solo código QR, o escanéelos uno por uno.',
    }),
    'wallet-offer': () => ({
      headline: 'Este código QR es para una aplicación de billetera',
      sentence: 'Ofrece una credencial a una billetera, o la pide. No es una credencial.',
      advice: 'Pida a la persona solicitante el enlace o el archivo de la credencial.',
    }),
    'wallet-presentation': () => ({
      headline: 'No podemos leer este código QR',
      sentence: 'Contiene una credencial en un formato corto que esta página no admite.',
      advice: 'Pida a la persona solicitante el enlace o el archivo de la credencial.',
    }),
    'unsafe-link': ({ host }) => ({
      headline: 'Este enlace no se abrió',
      sentence: `El código QR lleva a ${host ?? 'otro sitio'} sin una conexión segura (https).`,
      advice: 'Pida a la persona solicitante el enlace o el archivo de la credencial.',
    }),
    'other-code': () => ({
      headline: 'No hay ninguna credencial en este código QR',
      sentence: 'El código QR de esta imagen no es un enlace ni una credencial. No se abrió nada.',
      advice: 'Pida a la persona solicitante el enlace o el archivo de la credencial.',
    }),
  },
};
