import { createRequire } from 'node:module';

/** Twice the size of the largest place that shows badges. */
const WIDTH = 800;
const FONT = '@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf';
const FAMILY = 'PT Serif';

/**
 * A badge (`renderBadgeSvg`) as PNG, the same on every machine: its letters come from a font that is installed with us, and not from the
 * system's. Drawn outside of the thread that serves.
 */
export async function renderBadgePng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: {
      loadSystemFonts: false,
      fontFiles: [createRequire(import.meta.url).resolve(FONT)],
      defaultFontFamily: FAMILY,
      serifFamily: FAMILY,
    },
  });
  return new Uint8Array(picture.asPng());
}
