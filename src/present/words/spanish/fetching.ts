import type { FetchingWords } from '../fetching-words.ts';

export const SPANISH_FETCHING: FetchingWords = {
  relayed: (hosts) =>
    `Otras páginas no pueden leer de ${hosts}, así que el servidor de este sitio obtuvo allí la clave pública o la lista del emisor para esta comprobación. La credencial misma no se envió allí.`,
  relayedLink: (hosts) =>
    `Otras páginas no pueden leer de ${hosts}, así que el servidor de este sitio abrió el enlace y entregó la credencial. No guardó nada.`,
  stale: (host, time) =>
    `No pudimos actualizar lo que publica ${host}: no respondió. Este resultado se basa en la copia que este navegador leyó el ${time}. No se sabe qué ha cambiado desde entonces. Compruébela de nuevo cuando se pueda acceder a ese sitio.`,
};
