import type { RecognitionFacts, TrustWords } from '../trust-words.ts';

export const SPANISH_TRUST: TrustWords = {
  question: '¿Está reconocido el emisor?',
  notChecked: 'No comprobamos si lo reconoce un estado, distrito o asociación en que usted confíe.',
  ruleUnmet: 'Pero no se cumple una regla; vea más abajo.',
  named: (issuer, policy) => `${issuer} figura en la política “${policy}”.`,
  recognized: (facts) => `${describeRecognition(facts)}${describeAward(facts)}`,
  contact: {
    questions: '¿Preguntas?',
    ask: (name) => `Comuníquese con ${name}`,
    at: 'en',
    saidBy: (authority) => `Son los datos de contacto que da ${authority}.`,
    policy: (name) => `la política “${name}”`,
  },
};

function describeRecognition(facts: RecognitionFacts): string {
  const { issuer, root, through, isForAchievement, since, until } = facts;
  return [
    `${root ?? 'Una autoridad'} reconoce a ${issuer}`,
    ...(isForAchievement ? [' para este logro'] : []),
    ...(through.length === 0 ? [] : [`, por medio de ${joinNames(through)}`]),
    ...(since === undefined ? [] : [`, desde el ${since}`]),
    ...(until === undefined ? [] : [`, hasta el ${until}`]),
    '.',
  ].join('');
}

function describeAward({ atAward }: RecognitionFacts): string {
  if (atAward === undefined) return '';
  return atAward
    ? ' También lo reconocía en la fecha en que se otorgó.'
    : ' En la fecha en que se otorgó todavía no lo reconocía.';
}

function joinNames(names: readonly string[]): string {
  return new Intl.ListFormat('es', { type: 'conjunction' }).format(names);
}
