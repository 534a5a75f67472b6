import type { ScanWords } from '../scan-words.ts';

export const ENGLISH_SCAN: ScanWords = {
  open: 'Scan a QR code',
  title: 'Scan a QR code',
  hint: 'Hold the QR code of the credential in front of the camera. The picture stays on this device.',
  close: 'Close',
  picture: 'Live picture of the camera',
  camera: 'Camera',
  cameraNumber: (n) => `Camera ${n}`,
  torch: 'Light',
  retry: 'Try the camera again',
  takePhoto: 'Take or choose a photo instead',
  starting: 'Starting the camera. Your browser may ask whether this page may use it.',
  searching: 'Looking for a QR code…',
  nothingYet: 'No QR code found yet. Hold it closer and flat, with more light, or take a photo instead.',
  readingPhoto: 'Reading the photo…',
  cameraProblem: {
    denied:
      'This page may not use the camera. To allow it, select the icon beside the address at the top of the browser, set Camera to Allow, and try again. Or take a photo instead.',
    none: 'No camera was found on this device. Choose a photo or a screenshot of the QR code instead.',
    busy: 'The camera could not be started. Another program may be using it: close that one and try again, or take a photo instead.',
    insecure:
      'Browsers allow the camera only on secure pages (https). Take or choose a photo of the QR code instead.',
    unsupported: 'This browser gives pages no camera. Take or choose a photo of the QR code instead.',
  },
  codeProblem: {
    'no-code': () =>
      'No QR code could be read in this picture. Take another one: closer, flat, and in good light. PNG, JPEG, WebP or GIF, up to 10 MB.',
    'several-codes': () => 'There are several QR codes here. Show one at a time.',
    'wallet-offer': () =>
      'This QR code is for a wallet app: it offers or asks for a credential, and is not one. Use the link or QR code of the credential itself.',
    'wallet-presentation': () =>
      'This QR code holds a credential in a short form that this page cannot read. Use the link or file of the credential.',
    'unsafe-link': ({ host }) =>
      `This QR code is a link to ${host ?? 'another site'} that this page does not open, because it is not secure (https). It was not opened.`,
    'other-code': () => 'This QR code is neither a link nor a credential. Nothing was opened.',
  },
  pictureProblem: {
    'several-codes': () => ({
      headline: 'Several QR codes in this picture',
      sentence: 'There is more than one link or credential in it, so nothing was checked.',
      advice: 'Cut the picture down to one QR code, or scan them one at a time.',
    }),
    'wallet-offer': () => ({
      headline: 'This QR code is for a wallet app',
      sentence: 'It offers a credential to a wallet, or asks for one. It is not a credential itself.',
      advice: 'Ask the applicant for the link or the file of the credential.',
    }),
    'wallet-presentation': () => ({
      headline: 'We can’t read this QR code',
      sentence: 'It holds a credential in a short form that this page does not support.',
      advice: 'Ask the applicant for the link or the file of the credential.',
    }),
    'unsafe-link': ({ host }) => ({
      headline: 'This link was not opened',
      sentence: `The QR code leads to ${host ?? 'another site'} without a secure connection (https).`,
      advice: 'Ask the applicant for the link or the file of the credential.',
    }),
    'other-code': () => ({
      headline: 'No credential in this QR code',
      sentence: 'The QR code in this picture is neither a link nor a credential. Nothing was opened.',
      advice: 'Ask the applicant for the link or the file of the credential.',
    }),
  },
};
