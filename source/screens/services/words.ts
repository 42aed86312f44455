// Sentences about services and their instances.

import { bytes } from '../../format/number.ts';
import { shortId } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import type { BareInstance, Doubt } from '../../model/services/service-row.ts';
import type { Glyphs } from '../../theme.ts';

type Moment = { now: number; glyphs: Glyphs };

/** ` on east-3`, where its server is known. */
const placeOf = ({ connection }: BareInstance): string =>
	connection === undefined ? '' : ` on ${connection.server}`;

const cidOf = ({ connection }: BareInstance): string =>
	connection === undefined ? '' : ` cid ${connection.cid}`;

/** What is to be said of an instance that does not answer; nothing of one that does. */
export const silenceSentence = (instance: BareInstance, { now, glyphs }: Moment): string | undefined => {
	const { id, by, state, since, stuckFor, connection } = instance;
	const name = `${shortId(id, glyphs)}${placeOf(instance)}`;
	const ago = since === undefined ? '' : `${age(Math.max(0, now - since))}`;
	if (state === 'hangs' && by === 'subscriptions')
		return `${name} answers none of its requests for ${ago}, and its${cidOf(instance)} is open: it hangs.`;
	if (state === 'hangs') return `${name} is silent for ${ago}, but its${cidOf(instance)} is open: it hangs.`;
	if (state === 'silent') return `${name} is silent for ${ago}; nobody tells whether its connection is open.`;
	if (state === 'gone') return `${name} is gone: its connection${cidOf(instance)} was closed ${ago} ago.`;
	if (stuckFor === undefined) return undefined;
	const waits = bytes(connection?.pending, glyphs);
	return `${name} does not read: ${waits} of unread data waits for it, for ${age(stuckFor)}.`;
};

/** What a library leaves out of its figures. */
export const doubtSentence = (doubt: Doubt | undefined): string | undefined =>
	doubt === undefined
		? undefined
		: 'nats.js counts time only up to the first await of a handler, and no error but what it throws: hence ~.';

/** Why there are no errors and times. */
export const bySubscriptions =
	'Servers tell of it by what its connections subscribe to: no errors, no times, no versions.';
