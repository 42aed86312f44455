// Who the client of an event is, in the words of its line.

import type { EventClient } from '../model/event.ts';
import type { Glyphs } from '../theme.ts';
import { quoted, word } from './quoted.ts';
import { shortId } from './text.ts';

/** A public nkey: 56 letters that say nothing to a reader. */
export const isKey = (text: string): boolean => /^[A-Z][A-Z2-7]{55}$/.test(text);

/** Users that can be tokens are hidden, by the server or by natstop. */
export const isHidden = (user: string): boolean => /^\[\w+\]$/.test(user);

const userWord = (user: string, glyphs: Glyphs): string => {
	if (isKey(user)) return shortId(user, glyphs);
	return isHidden(user) ? user : word(user, glyphs);
};

/** `mqtt sensor-42`, `ws`: how a client connects, unless it does as most, and the id it has there. */
export const wayIn = ({ clientType, clientId }: EventClient, glyphs: Glyphs): string | undefined => {
	const type = clientType === 'websocket' ? 'ws' : clientType === 'nats' ? undefined : clientType;
	const words = [type, clientId].flatMap((text) => (text ? word(text, glyphs) : []));
	return words.length > 0 ? words.join(' ') : undefined;
};

/**
 * `app "sleepy-worker"`, `app mqtt sensor-42`: user, way in and the name it gave itself. A user that is a key or hidden
 * says nothing to people: with `all` it stands beside a name, too. Undefined where nothing is known.
 */
export const clientWords = (client: EventClient, glyphs: Glyphs, all = false): string | undefined => {
	const { user, name } = client;
	const way = wayIn(client, glyphs);
	const telling = all || !(name || way) || (user && !isKey(user) && !isHidden(user));
	const words = [telling && user && userWord(user, glyphs), way, name && quoted(name, glyphs)];
	return words.filter((text) => text).join(' ') || undefined;
};

/** `go 1.38`, `leafnode 2.15`: what it speaks, its version to the minor unless all is wanted. */
export const speaks = (
	{ lang, kind, version }: EventClient,
	glyphs: Glyphs,
	whole = false,
): string | undefined => {
	const what = lang || (kind && kind !== 'Client' ? kind.toLowerCase() : undefined);
	const shown = whole ? version : version?.split('.').slice(0, 2).join('.');
	return what ? [what, shown].flatMap((text) => (text ? word(text, glyphs) : [])).join(' ') : undefined;
};

/** Where it connects from. */
export const hostOf = ({ host }: EventClient, glyphs: Glyphs): string | undefined =>
	host ? word(host, glyphs) : undefined;
