import { joinBytes } from '../../model/read-at-most.ts';
import { displayName } from './display-name.ts';
import { type Content, cannotOpen, type OpenContainer, type Opened } from './opened.ts';

const MAX_ENTRIES = 200;
const MAX_ENTRY_BYTES = 10 * 1024 * 1024;
/** What systems put into archives beside what people do. */
const JUNK = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i;
/** Files of office programs and the like are ZIP archives, too. */
const OF_DOCUMENTS = /^(\[Content_Types\]\.xml|mimetype|META-INF\/.*)$/;

/**
 * The files in a ZIP archive. Sizes are counted while it is unpacked, whatever the archive says of them; entries that share bytes, are
 * encrypted or do not match their checksum are refused, and the archive with them.
 */
export const openZip: OpenContainer = async (bytes, allowance) => {
  const zip = await import('@zip.js/zip.js/lib/zip-core-custom.js');
  zip.configure({ useWebWorkers: false, useCompressionStream: true });
  const reader = new zip.ZipReader(new zip.Uint8ArrayReader(bytes), {
    checkOverlappingEntry: true,
    checkCrc32: true,
    filenameValidation: 'tolerant',
  });
  const contents: Content[] = [];
  let listed = 0;
  let isTooMuch = false;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++listed > MAX_ENTRIES) return tooLarge();
      if (entry.encrypted) return encrypted();
      if (OF_DOCUMENTS.test(entry.filename))
        return cannotOpen(
          'container-unsupported',
          'This is a document of an office program, without signed data. Ask for the link, or for the file itself.',
        );
      if (entry.directory || JUNK.test(entry.filename)) continue;
      const chunks: Uint8Array[] = [];
      const room = Math.min(allowance.left, MAX_ENTRY_BYTES);
      let length = 0;
      const writer = new zip.Writer();
      writer.writeUint8Array = async (chunk) => {
        length += chunk.length;
        isTooMuch = length > room;
        if (isTooMuch) throw new RangeError('more than was allowed');
        chunks.push(chunk);
      };
      writer.getData = async () => undefined;
      await entry.getData(writer);
      allowance.left -= length;
      const name = displayName(entry.filename);
      contents.push({ ...(name === undefined ? {} : { name }), bytes: joinBytes(chunks) });
    }
  } catch (error) {
    // What the parser throws then may be another error, of its own streams.
    return isTooMuch ? tooLarge() : explain(error instanceof Error ? error.message : '', zip);
  }
  if (contents.length === 0) return cannotOpen('no-credential-inside', 'There are no files in this archive.');
  return { kind: 'holds', container: 'zip', contents, findings: [] };
};

/** The parser's errors are told apart by their messages, which it exports. */
function explain(
  message: string,
  {
    ERR_ENCRYPTED,
    ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  }: Record<'ERR_ENCRYPTED' | 'ERR_ENCRYPTED_CENTRAL_DIRECTORY', string>,
): Opened {
  if (message === ERR_ENCRYPTED || message === ERR_ENCRYPTED_CENTRAL_DIRECTORY) return encrypted();
  return cannotOpen(
    'container-damaged',
    'The archive is damaged, cut off, or packed in a way that cannot be trusted. Ask for the files themselves.',
  );
}

function encrypted(): Opened {
  return cannotOpen(
    'container-encrypted',
    'The archive is locked with a password. Unpack it first and check the files.',
  );
}

function tooLarge(): Opened {
  return cannotOpen(
    'container-too-large',
    'The archive has more than 200 files or more than 30 MB in it. Check fewer at a time.',
  );
}
