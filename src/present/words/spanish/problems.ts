import type { ProblemWords } from '../problem-words.ts';

export const SPANISH_PROBLEMS: ProblemWords = {
  links: {
    refused: {
      headline: 'Este enlace no se puede abrir',
      sentence:
        'Aquí solo se abren enlaces que empiezan con https:// y que no contienen un nombre de usuario ni una contraseña.',
      advice: 'Copie otra vez el enlace completo, o pida la credencial como archivo.',
    },
    'turned-off': {
      headline: 'Enlace desactivado',
      sentence: 'Su titular desactivó este enlace. Eso no significa que la credencial no sea válida.',
      advice: 'Pida un enlace nuevo o el archivo.',
    },
    'not-found': {
      headline: 'No hay nada en este enlace',
      sentence: 'El sitio respondió, pero allí no hay ninguna credencial. Quizá el enlace esté incompleto.',
      advice: 'Copie otra vez el enlace completo, o pida la credencial como archivo.',
    },
    unreachable: {
      headline: 'No pudimos abrir este enlace',
      sentence:
        'El sitio no respondió, o no permite que otras páginas lo lean. Esto no dice nada malo de la persona solicitante.',
      advice:
        'Inténtelo más tarde, o abra usted el enlace, descargue la credencial y compruebe aquí el archivo.',
    },
    'too-large': {
      headline: 'Es demasiado grande',
      sentence: 'Lo que hay en este enlace pesa más de 10 MB.',
      advice: 'Pida solo la credencial, como archivo.',
    },
  },
  policy: {
    headline: 'Esto no es una política',
    sentence: 'El archivo de política que usted eligió no se puede leer, así que no se comprobó nada.',
    advice: 'Elija otro, o ninguno: entonces se aplica la política de esta página.',
  },
  fault: {
    headline: 'Algo falló en esta página',
    sentence: 'La comprobación no terminó. Esto no dice nada de la credencial.',
    advice: 'Vuelva a cargar la página e inténtelo de nuevo, o use otro navegador.',
  },
  form: {
    'several-links': 'Sin JavaScript se comprueba un enlace a la vez. Deje solo uno.',
    'not-whole': 'El formulario no llegó completo. Inténtelo de nuevo.',
    several: 'Aquí hay más de una cosa que comprobar: entregue un archivo, un texto o un enlace.',
    nothing: 'Elija un archivo, pegue una credencial o escriba su enlace.',
    'no-credential-at-link': 'No pudimos obtener una credencial con este enlace. Revíselo, o use el archivo.',
  },
  formHeadline: 'Sin respuesta',
  formAdvice: 'Inténtelo de nuevo, o entréguela de otra manera.',
};
