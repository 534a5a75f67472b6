import type { PartWords } from '../part-words.ts';

export const SPANISH_PARTS: PartWords = {
  handedIn: 'Lo que se entregó',
  contents: 'Lo que contiene',
  buildsOn: 'De qué depende',
  hold: (good, named) => `${good} de ${named} en orden`,
  missing: 'Falta',
  nameless: 'Una parte sin nombre',
  unreliable: 'Una parte en la que no se puede confiar',
  notChecked: 'Sin comprobar.',
  handInTogether: 'Compruebe ese archivo, o entregue las partes junto con esta credencial.',
};
