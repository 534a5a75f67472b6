import type { MailFacts, MailWords } from './mail-words.ts';

export const SPANISH: MailWords = {
  locale: 'es-US',
  sample: 'MUESTRA. Hecha para una demostración. No es una credencial real.',
  hello: (name) => `Hola, ${name}:`,
  contact: (facts) => `¿Preguntas? ${write(facts)}.`,
  subjects: {
    issued: 'Su nueva credencial',
    renewed: 'Su credencial fue renovada',
    replaced: 'Su credencial corregida',
    withdrawn: 'Su credencial fue retirada',
    'on-hold': 'Su credencial está en suspenso',
    restored: 'Su credencial vuelve a estar en vigor',
    expiring: 'Su credencial vence pronto',
  },
  paragraphs: {
    issued: (facts) => [
      `¡Felicidades! ${facts.issuer} le ha otorgado la credencial «${facts.credential}». Está firmada: cualquiera puede comprobarla, en cualquier lugar.`,
      open(facts, 'Ábrala, compártala o guárdela aquí'),
      until(facts),
    ],
    renewed: (facts) => [
      `${facts.issuer} ha renovado su credencial «${facts.credential}».`,
      open(facts, 'Ábrala, compártala o guárdela aquí'),
      until(facts),
    ],
    replaced: (facts) => [
      `${facts.issuer} ha reemplazado su credencial «${facts.credential}» por una corregida.`,
      open(facts, 'Su enlace es el mismo de antes y ahora abre la credencial corregida'),
      reason(facts),
      'Si guardó un archivo de la anterior, guárdelo de nuevo: a quien compruebe el archivo antiguo se le dirá que fue reemplazado.',
    ],
    withdrawn: (facts) => [
      `Lamentamos comunicarle que ${facts.issuer} ha retirado su credencial «${facts.credential}». A quien la compruebe desde ahora se le dirá así.`,
      reason(facts),
      `Si cree que es un error, puede apelar. ${write(facts)}, nombre la credencial y explique por qué debería mantenerse.`,
    ],
    'on-hold': (facts) => [
      `${facts.issuer} ha dejado en suspenso su credencial «${facts.credential}». No es un retiro: puede volver a estar en vigor. Mientras tanto, a quien la compruebe se le dirá que está en suspenso.`,
      reason(facts),
      `Si cree que es un error, por favor avísenos. ${write(facts)}.`,
    ],
    restored: (facts) => [
      `Buenas noticias: su credencial «${facts.credential}» vuelve a estar en vigor, y así se le dirá a quien la compruebe. No tiene que hacer nada.`,
      open(facts, 'Su enlace'),
    ],
    expiring: (facts) => [
      `Su credencial «${facts.credential}» es válida hasta el ${facts.validThrough}, inclusive. Después de ese día, a quien la compruebe se le dirá que está vencida.`,
      `Para renovarla, póngase en contacto con tiempo. ${write(facts)}, y ${facts.issuer} le dirá qué hace falta.`,
      open(facts, 'Su credencial'),
    ],
  },
};

function open({ link }: MailFacts, words: string): string | null {
  return link === null ? null : `${words}:\n${link}`;
}

function until({ validThrough }: MailFacts): string | null {
  return validThrough === null ? null : `Es válida hasta el ${validThrough}, inclusive.`;
}

function reason({ sentence, issuer }: MailFacts): string | null {
  return sentence === null ? null : `${issuer} dice: «${sentence}»`;
}

function write({ email, site }: MailFacts): string {
  return email === null ? `Nos encuentra en ${site}` : `Escriba a ${email} o visite ${site}`;
}
