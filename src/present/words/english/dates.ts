import type { DateWords } from '../date-words.ts';

export const ENGLISH_DATES: DateWords = {
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  locale: 'en-US',
};
