// Says how a replica stands, in a few words and with its mark.

import { count } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { age, duration } from '../../format/time.ts';
import { farBehind } from '../../model/jetstream/lag-track.ts';
import type { Replica } from '../../model/jetstream/replicated.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { Glyphs, Token } from '../../theme.ts';

type Words = { text: string; token?: Token };

/** `leader`, `ok`, `lags 48.1K!`, `silent 20s!`, `offline!!`, `follower` where nobody leads. */
export const replicaState = (
	{ state, lag = 0, active, isBehind, isPending }: Replica,
	{ leader }: Pick<Stream, 'leader'>,
	glyphs: Glyphs,
): Words => {
	const added = isPending ? ', being added' : '';
	switch (state) {
		case 'leader':
			return { text: 'leader' };
		case 'ok':
			return { text: (leader === undefined ? 'follower' : 'ok') + added };
		case 'lags': {
			const isBad = isBehind === true || lag > farBehind;
			return {
				text: `lags ${count(lag, glyphs)}${isBad ? '!' : ''}${added}`,
				...(isBad && { token: 'warn' }),
			};
		}
		case 'silent': {
			const since = active === undefined || active < 1000 ? '' : ` ${age(active)}`;
			return { text: `silent${since}!`, token: 'warn' };
		}
		case 'offline':
			return { text: 'offline!!', token: 'crit' };
		case 'unknown':
			return { text: glyphs.none };
	}
};

/** When its leader heard of it last: `0.4s`. */
export const seenText = ({ active, state }: Replica, glyphs: Glyphs): string => {
	if (state === 'leader' || active === undefined) return glyphs.none;
	return active < 10_000
		? `${(active / 1000).toFixed(1)}s`
		: active < 100_000
			? duration(active)
			: age(active);
};

/** `east-1 leader   east-2 ok   west-3 lags 48.1K!`, the first that are no good before others where room is short. */
export const replicaPieces = (stream: Stream, glyphs: Glyphs, isOldSince?: string): Piece[] =>
	stream.replicas.flatMap((replica, index): Piece[] => {
		const { text, token } = replicaState(replica, stream, glyphs);
		const isDull = token === undefined && replica.state !== 'leader';
		const keep = isDull ? { keep: 20 - index } : {};
		const said = isOldSince !== undefined && stream.replicas.length === 1 ? isOldSince : text;
		return [
			{ text: `${replica.name} `, ...keep },
			{ text: said, ...(token && { token }), ...keep },
			{ text: '   ', ...keep },
		];
	});
