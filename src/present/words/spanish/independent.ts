import type { IndependentWords } from '../independent-words.ts';

export const SPANISH_INDEPENDENT: IndependentWords = {
  ownIssuer:
    'Esta página es del mismo emisor de la credencial. No tiene que confiar en él: cualquier verificador independiente puede comprobar el mismo enlace o archivo.',
  heading: 'Compruébela de forma independiente',
  lead: 'Otras organizaciones también tienen verificadores. Comprueban la firma por su cuenta; algunos no advierten que una credencial está en pausa o que no se pudo consultar una lista.',
  verifierPlus: 'VerifierPlus (Digital Credentials Consortium)',
  oneEdTech: 'Validador de 1EdTech',
  copyLink: 'Copiar un enlace a esta comprobación',
};
