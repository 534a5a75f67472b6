import type { DateWords } from '../date-words.ts';

export const SPANISH_DATES: DateWords = {
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  locale: 'es-US',
};
