import type { ShareWords } from '../share-words.ts';

export const ENGLISH_SHARE: ShareWords = {
  credential: 'Credential',
  title: (holder, name) => `${holder ?? 'Credential'}: ${name ?? 'credential'}`,
  howEarned: 'How this is earned and assessed',
  ways: {
    label: 'Share and check',
    check: 'Check it yourself',
    copy: 'Copy link',
    file: 'Download file (JSON)',
    png: 'Download picture (PNG)',
    svg: 'Download picture (SVG)',
    pictureHint:
      'The picture has the signed credential in it. LinkedIn, Slack and Google strip it: share the link, keep the file.',
    qr: 'Download QR code',
    print: 'Print',
    hint: '“Check it yourself” repeats the check in your own browser. Any other tool that reads Open Badges 3.0 can check the file too.',
  },
  certificate: {
    nameless: 'a credential',
    nobody: 'its holder',
    noEnd: 'No end date',
    validThrough: (day) => `Valid through ${day}`,
    callsItself: (name) => `calls itself ${name}`,
    alignedTo: 'Aligned to',
    scan: ['Scan, or open ', ' to see whether it is in force today. This sheet alone proves nothing.'],
  },
  ended: {
    heading: 'What it was about',
    asRecord: 'It is shown here as a record only.',
  },
  record: {
    heading: 'The full record',
    none: 'There is no full record now: a credential that it would hold is not in force.',
    about:
      'One file with this credential and every credential that it is composed of, each with its own signature. It proves everything at once, also without this site.',
    make: 'Get the full record',
    open: 'Open the full record',
    download: 'Download the full record (JSON)',
  },
};
