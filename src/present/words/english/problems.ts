import type { ProblemWords } from '../problem-words.ts';

export const ENGLISH_PROBLEMS: ProblemWords = {
  links: {
    refused: {
      headline: 'This is not a link that can be opened',
      sentence:
        'Only links that begin with https:// are opened here, and none with a user name or password in them.',
      advice: 'Copy the whole link again, or ask for the credential as a file.',
    },
    'turned-off': {
      headline: 'This link was turned off by its owner',
      sentence: 'This does not mean the credential is invalid.',
      advice: 'Ask for a new link or the file.',
    },
    'not-found': {
      headline: 'There is nothing at this link',
      sentence: 'The site answered, but it has no credential there. The link may be incomplete.',
      advice: 'Copy the whole link again, or ask for the credential as a file.',
    },
    unreachable: {
      headline: 'We couldn’t open this link',
      sentence:
        'The site did not answer, or it does not let other pages read it. This says nothing bad about the applicant.',
      advice: 'Try again later, or open the link yourself, download the credential, and check the file here.',
    },
    'too-large': {
      headline: 'This is too large',
      sentence: 'What is at this link is larger than 10 MB.',
      advice: 'Ask for the credential alone, as a file.',
    },
  },
  policy: {
    headline: 'This is not a policy',
    sentence: 'The policy file that you chose cannot be read, so nothing was checked.',
    advice: 'Choose another one, or none: then the policy of this page applies.',
  },
  fault: {
    headline: 'Something went wrong on this page',
    sentence: 'The check did not finish. This says nothing about the credential.',
    advice: 'Reload the page and try again, or use another browser.',
  },
  form: {
    'several-links': 'Without JavaScript one link is checked at a time. Leave one of them.',
    'not-whole': 'The form did not arrive whole. Try again.',
    several: 'There is more than one thing to check here: give a file, a text or a link.',
    nothing: 'Choose a file, paste a credential, or give its link.',
    'no-credential-at-link':
      'We could not get a credential from this link. Check it, or use the file instead.',
  },
  formHeadline: 'No answer',
  formAdvice: 'Try again, or choose another way to hand it in.',
};
