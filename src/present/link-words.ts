/** Why a link gave no credential to check. None of these says anything against the credential. */
export type LinkProblem = 'refused' | 'turned-off' | 'not-found' | 'unreachable' | 'too-large';

export const LINK_WORDS = {
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
} as const satisfies Record<LinkProblem, { headline: string; sentence: string; advice: string }>;
