// Writes who the client of an event is, for the lines of the log.

import type { EventClient } from '../model/event.ts';
import type { Glyphs } from '../theme.ts';
import { quoted, word } from './quoted.ts';
import { shortId } from './text.ts';

/** True for a public nkey, 56 letters that mean nothing to a reader. */
export const isKey = (text: string): boolean => /^[A-Z][A-Z2-7]{55}$/.test(text);

/** True for a user that the server or natstop has hidden, as it can be a token: `[hidden]`. */
export const isHidden = (user: string): boolean => /^\[\w+\]$/.test(user);

const userWord = (user: string, glyphs: Glyphs): string => {
	if (isKey(user)) return shortId(user, glyphs);
	return isHidden(user) ? user : word(user, glyphs);
};

/** The protocol of an MQTT or websocket client, and its client id: `mqtt sensor-42`, `ws`. */
export const wayIn = ({ clientType, clientId }: EventClient, glyphs: Glyphs): string | undefined => {
	const type = clientType === 'websocket' ? 'ws' : clientType === 'nats' ? undefined : clientType;
	const words = [type, clientId].flatMap((text) => (text ? word(text, glyphs) : []));
	return words.length > 0 ? words.join(' ') : undefined;
};

/**
 * User, protocol and the client's own name: `app "sleepy-worker"`, `app mqtt sensor-42`. A user that is a key or hidden
 * is left out beside a name or protocol, unless `all` is set. Undefined where nothing is known.
 */
export const clientWords = (client: EventClient, glyphs: Glyphs, all = false): string | undefined => {
	const { user, name } = client;
	const way = wayIn(client, glyphs);
	const telling = all || !(name || way) || (user && !isKey(user) && !isHidden(user));
	const words = [telling && user && userWord(user, glyphs), way, name && quoted(name, glyphs)];
	return words.filter((text) => text).join(' ') || undefined;
};

/** The client library and its version: `go 1.38`, `leafnode 2.15`. The patch version only where `whole` is set. */
export const speaks = (
	{ lang, kind, version }: EventClient,
	glyphs: Glyphs,
	whole = false,
): string | undefined => {
	const what = lang || (kind && kind !== 'Client' ? kind.toLowerCase() : undefined);
	const shown = whole ? version : version?.split('.').slice(0, 2).join('.');
	return what ? [what, shown].flatMap((text) => (text ? word(text, glyphs) : [])).join(' ') : undefined;
};

/** The host that the client connects from. */
export const hostOf = ({ host }: EventClient, glyphs: Glyphs): string | undefined =>
	host ? word(host, glyphs) : undefined;
