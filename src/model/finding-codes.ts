/**
 * Every code that a check can answer with, and what it means. Codes are stable: programs rely on them. The same list stands
 * in `docs/verification.md`, and a test holds the two together.
 */
export const FINDING_CODES = {
  structure: {
    'not-a-credential': 'It is no W3C Verifiable Credential, or none that can be found in the file.',
    'too-large': 'The file is larger than 10 MB.',
    'container-unsupported':
      'A kind of file that holds no signed data: a photo or screenshot, a web page, an office document, another archive than ZIP.',
    'container-damaged':
      'The picture, PDF or archive is damaged or cut off; a warning where the credential is whole.',
    'container-encrypted': 'The PDF or archive is protected with a password.',
    'container-too-large': 'The picture, PDF or archive unpacks to too much, or has too much in it.',
    'archive-in-archive': 'It is an archive inside another file.',
    'no-credential-inside': 'A picture, PDF or archive with no credential in it.',
    'open-badges-2': 'It is an Open Badges 2.0 picture.',
    'baked-compressed': 'The credential is packed in its picture, where it should stand as it is (warning).',
    'baked-twice': 'The picture has more than one credential in it; each different one is checked (warning).',
    'data-after-end': 'Something follows the end of the picture, and was not looked at (warning).',
    'attachment-not-read': 'Something else is attached to the PDF that cannot be read (warning).',
    'not-text': 'The file is not text.',
    empty: 'There is nothing in the file.',
    'json-malformed': 'It begins like JSON and is none.',
    'json-too-deep': 'The JSON is nested more than 64 levels deep.',
    'json-too-large': 'The JSON has more than 200,000 members.',
    'context-unknown': 'It names a JSON-LD context that is not bundled; contexts are never fetched.',
    'context-inline':
      'It defines words of its own, which could rename members without breaking the signature.',
    'json-ld-keyword':
      'It uses keywords, IRIs for terms or blank node labels, which a reader of the JSON would miss.',
    'undefined-term': 'It uses words that its contexts do not define, so no signature covers them.',
    'took-too-long': 'Reading it took too long, so it was given up.',
    'too-complex': 'It has more than 10,000 values or 1,000 in one array, or a graph built to take too long.',
    'issuer-missing': 'It does not name an issuer.',
    'subject-missing': 'It does not say whom it is about.',
    'date-malformed': 'A date is none, or has no time zone.',
    'achievement-missing': 'An Open Badge without an achievement.',
    'result-reference-broken': 'A result points at a description or level that is not there.',
    'required-level-not-reached': 'The stated result is below the level that the achievement requires.',
    'subject-not-identified': 'The subject has neither an id nor an identifier (warning).',
    'null-or-empty': 'It has nulls or empty arrays, which Open Badges does not allow (warning).',
  },
  proof: {
    'proof-missing': 'It is not signed.',
    'proof-malformed':
      'A proof lacks something, has members that no proof has, or builds on one that is not there.',
    'signature-invalid': 'The content does not match the signature.',
    'proof-expired': 'The proof states an end, and it is past.',
    'context-unknown': 'A proof cannot be checked without a vocabulary that this verifier does not have.',
    'cryptosuite-unsupported':
      'A registered kind of proof that Lectern does not implement; a warning beside one that holds.',
    'cryptosuite-unknown': 'A kind of proof that nobody registered.',
    'did-method-unsupported': 'The key or issuer is named in a way that cannot be looked up here.',
    'key-unreachable': 'The document with the key could not be had.',
    'did-document-mismatch': 'The document found there is about someone else.',
    'key-not-in-document': 'The document does not contain the key that is named.',
    'key-not-for-purpose': 'The key is there, but not for this purpose.',
    'key-not-of-issuer': 'A JWT names a key that is not its issuer’s.',
    'key-type-unsupported': 'A kind of key that this verifier does not support.',
    'key-revoked': 'The issuer has revoked the key.',
    'key-expired':
      'The key was out of use when this was signed, or the signature does not prove when that was.',
    'key-expired-since': 'The key has gone out of use since (warning).',
    'key-not-refreshed':
      'The issuer’s address did not answer, so an earlier copy of its key was used: it may have been revoked since (warning).',
    'controller-mismatch': 'The key names another controller than the document that it stands in.',
    'claims-differ':
      'A JWT’s registered claims do not say the same as its credential, or are for another time.',
    'example-key': 'Signed with the published example key (warning; the verdict is `sample`).',
  },
  issuer: {
    'issuer-mismatch': 'Signed by someone else than the issuer that is named.',
    'proof-not-verified': 'Not looked at, because no signature holds.',
  },
  recognition: {
    'issuer-unknown': 'Nobody whom the policy trusts recognizes the issuer.',
    'recognition-of-other-achievement': 'The issuer is recognized, but for another achievement.',
    'recognition-ended': 'It was recognized when it was awarded, and is no longer.',
    'recognition-expired': 'The recognition that it rests on is out of its period of validity.',
    'recognition-revoked': 'The recognition that it rests on was withdrawn or put on hold.',
    'recognition-not-genuine': 'The recognition that it rests on does not match its signature.',
    'recognition-unchecked': 'The recognition that it rests on could not be checked to the end.',
    'recognition-chain-too-deep': 'More than four recognitions lie between the issuer and anyone trusted.',
    'recognized-since-award': 'It is recognized today, but was not yet on the date of the award (warning).',
    'register-unreachable': 'The register of a trusted authority could not be had.',
    'endorsement-not-valid': 'An endorsement that travels with it does not hold for itself (warning).',
    'too-many-endorsements': 'It has more than 50 endorsements; the rest was not looked at (warning).',
    'rule-maximum-age': 'A rule of the policy: it was awarded too long ago.',
    'rule-minimum-level': 'A rule of the policy: a level reached is too low, or cannot be compared.',
    'rule-minimum-assessors': 'A rule of the policy: too few people assessed, or it does not say how many.',
    'rule-frameworks': 'A rule of the policy: it is aligned to none of the frameworks.',
    'rule-achievements': 'A rule of the policy: it is another achievement.',
    'rule-parts': 'A rule of the policy: the parts that it builds on were not all at hand.',
  },
  validity: {
    expired: 'Its period of validity is over.',
    'not-yet-valid': 'Its period of validity has not begun.',
  },
  status: {
    revoked: 'Its issuer has withdrawn it.',
    replaced: 'Its issuer has withdrawn it and issued a corrected one.',
    suspended: 'Its issuer has put it on hold.',
    'no-status': 'Its issuer publishes no withdrawals of it.',
    'status-type-unsupported': 'A way of publishing status that this verifier does not know.',
    'status-entry-malformed':
      'The entry cannot be read; `statusListIndex`, for one, must be a base-10 string.',
    'status-purpose-unsupported': 'A purpose that this verifier does not know.',
    'status-unreachable': 'The list could not be had.',
    'status-not-refreshed':
      'The list could not be had now; a signed copy that is still within its own time was used (warning).',
    'status-copy-too-old':
      'The list could not be had now, and of the copy that was kept nobody can say that it still holds.',
    'status-list-wrong-type': 'What was found is not a status list.',
    'status-list-not-genuine': 'The list does not match its signature.',
    'status-list-out-of-date': 'The list is expired or not valid yet.',
    'status-list-wrong-purpose': 'The list is for another purpose.',
    'status-list-malformed': 'The list’s bits cannot be unpacked, or unpack to too much.',
    'status-index-out-of-range': 'The list is too short to contain the index.',
    'status-list-foreign': 'The bit is clear, but the list is someone else’s or about another address.',
    'status-list-short': 'The list has fewer than 131,072 entries (warning; its bit counts).',
    'status-list-unsigned': 'A 1EdTechRevocationList, which is not signed (warning).',
  },
  completeness: {
    'parts-not-at-hand': 'It builds on parts that were not handed in: ask for the full record.',
    'no-parts': 'It builds on no other credential.',
    'part-missing': 'A part that it names is not there.',
    'part-digest-differs': 'A part is not the one that was named: its digest is another.',
    'part-digest-missing': 'It names a part without a digest, so any of that id would do.',
    'part-not-genuine': 'A part does not match its signature.',
    'part-revoked': 'A part was withdrawn or replaced.',
    'part-suspended': 'A part is on hold.',
    'part-expired': 'A part has ended, or has not begun.',
    'part-incomplete': 'A part is itself incomplete.',
    'part-not-in-force-at-award': 'A part was not in force on the date of the award.',
    'part-of-another-person': 'A part is about another person.',
    'part-issuer-not-recognized':
      'A part was issued by someone else than the whole, whom nobody recognizes for it.',
    'part-not-checked': 'A part could not be checked to the end.',
    'rule-not-met': 'The parts at hand do not meet the program’s rule.',
    'rule-not-stated': 'It does not state its program’s rule in a form that can be checked (warning).',
    'record-empty': 'A full record with nothing in it.',
  },
  person: {
    'email-differs': 'It was issued to another e-mail address.',
    'email-not-in-credential': 'It carries no e-mail address to compare with.',
    'name-differs': 'The name on it is not the one that was typed (warning).',
    'name-not-in-credential': 'It carries no name to compare with.',
  },
  schema: {
    'schema-mismatch': 'It breaks a rule of the official Open Badges 3.0 JSON Schema (warning).',
    'no-schema': 'There is no official schema for this kind of credential.',
  },
  any: {
    'not-asked': 'Nobody asked for this check.',
    'not-reached': 'There was nothing to check.',
  },
  presentation: {
    'not-a-presentation': 'It is no W3C Verifiable Presentation.',
    'holder-mismatch': 'Signed by someone else than the holder that is named.',
    'challenge-differs': 'Made for another challenge.',
    'domain-differs': 'Made for another recipient.',
    'too-many-credentials': 'It holds more than 100 credentials.',
  },
} as const;

type CodesOf<C> = C extends unknown ? keyof C : never;
export type FindingCode = CodesOf<(typeof FINDING_CODES)[keyof typeof FINDING_CODES]>;
