/** The page that a teacher's link opens. */
export interface ShareWords {
  credential: string;
  /** Name of the page; both are the credential's own texts. */
  title: (holder: string | undefined, name: string | undefined) => string;
  howEarned: string;
  ways: {
    label: string;
    check: string;
    copy: string;
    /** The same for those who only hear it. */
    file: string;
    png: string;
    svg: string;
    pictureHint: string;
    qr: string;
    print: string;
    hint: string;
  };
  certificate: {
    nameless: string;
    nobody: string;
    noEnd: string;
    validThrough: (day: string) => string;
    callsItself: (name: string) => string;
    alignedTo: string;
    /** Around the link. */
    scan: readonly [before: string, after: string];
  };
  /** Of what was withdrawn, put on hold or replaced. */
  ended: { heading: string; asRecord: string };
  /** On the page of a full credential. */
  record: {
    heading: string;
    none: string;
    about: string;
    make: string;
    open: string;
    download: string;
  };
}
