import type { Archiving } from './public-document.ts';

const FIRST_LINE = 'An archive of public documents, written by Lectern';

/** Whether this is how an archive describes itself. */
export function isArchiveText(text: string): boolean {
  return text.startsWith(`${FIRST_LINE}\n`);
}

/** For a stranger who finds the folder in twenty years. */
export function describeArchive({ issuing, validUntil }: Archiving): string {
  const { publicUrl, now } = issuing;
  return `${FIRST_LINE}
${'='.repeat(FIRST_LINE.length)}

From:   ${publicUrl}
As of:  ${now().toISOString()}
Status lists believed until:  ${validUntil.toISOString()}

WHAT THIS IS
${publicUrl} issued credentials to teacher leaders: signed
files (Open Badges 3.0, W3C Verifiable Credentials) that the teachers keep.
Whoever checks one needs the issuer's public keys and the list of those that
were withdrawn. Both are here, so that the credentials can be checked without
the service that issued them. Nothing about any person is here, and no
credential: those are with the people who earned them.

WHAT IS IN IT
index.json            which file stands for which address
.well-known/did.json  the issuer's public keys, old ones too; issuers/*/did.json
                      those of issuers below it
status/               the lists of withdrawn credentials, signed, as of the date
                      above. What was withdrawn later is not in them.
achievements/         what each credential stands for: criteria, levels, picture
programs/             the programs' rules
frameworks/           the standards that they are aligned to
crosswalks/           which entries of two of them correspond, and why
contexts/             what the words in the credentials mean (JSON-LD)
_headers              media types, for hosts that read such a file

HOW TO CHECK A CREDENTIAL
With Lectern, on a machine without a network:

    lectern verify credential.json --documents THIS-FOLDER

With any other verifier of W3C Verifiable Credentials 2.0 (cryptosuites
eddsa-rdfc-2022 and Ed25519Signature2020, BitstringStatusList): let it load each
address from the file that index.json names.
The lists and credentials are signed, so a changed file is found out. The public
keys are not: compare .well-known/did.json with a copy of another origin if you
have reason to doubt where this folder comes from.

HOW TO SERVE IT IN THE SERVICE'S PLACE
The files lie at the paths of their addresses, so any static web server can
answer for ${publicUrl}. Tell it to look for index.html and
index.json in a folder, and to allow other origins
(Access-Control-Allow-Origin: *). A static server ignores what follows a "?": it
answers /achievements/x?v=1 with the latest version. The others are in
versions/, and no check of a credential needs them.
`;
}
