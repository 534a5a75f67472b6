import type { FetchingWords } from '../fetching-words.ts';

export const SPANISH_FETCHING: FetchingWords = {
  relayed: (hosts) =>
    `Esta página no puede leer directamente de ${hosts}, así que el servidor de este sitio obtuvo allí la clave pública o la lista del emisor. La credencial no se envió.`,
  relayedLink: (hosts) =>
    `Esta página no puede leer directamente de ${hosts}, así que el servidor de este sitio abrió el enlace y trajo la credencial. No guardó nada.`,
  stale: (host, time) =>
    `${host} no respondió, así que este resultado se basa en la copia de su clave o de su lista que este navegador leyó el ${time}. No se sabe qué ha cambiado desde entonces. Compruébela de nuevo cuando el sitio responda.`,
};
