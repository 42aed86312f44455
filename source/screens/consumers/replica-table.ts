// The replicas of one consumer, a row each: who leads, who is behind, who is not heard.

import { paneTitle } from '../../format/pane-title.ts';
import { pieceRow } from '../../format/pieces.ts';
import { width as cellsOf, fit } from '../../format/text.ts';
import { duration } from '../../format/time.ts';
import { withCommas } from '../../model/count-words.ts';
import type { Replica } from '../../model/jetstream/replicated.ts';
import type { ConsumerView } from './detail-lines.ts';

const tokenOf = ({ state }: Replica): 'crit' | 'warn' | undefined =>
	state === 'offline' ? 'crit' : state === 'lags' || state === 'silent' ? 'warn' : undefined;

const markOf = (replica: Replica): string => {
	const token = tokenOf(replica);
	return token === undefined ? ' ' : token === 'crit' ? '✗' : '!';
};

/** What it is called: without a leader nobody says who is behind. */
const roleOf = ({ state, isPending }: Replica, isLed: boolean): string => {
	const role = !isLed && state === 'unknown' ? 'follower' : state === 'ok' ? 'current' : state;
	return isPending ? `${role}, moving` : role;
};

/** Title, heads and rows. */
export const replicaRows = ({ row, look, width }: ConsumerView): string[] => {
	const { replicas, raftGroup, current, wanted, leader, leaderSince } = row;
	const { glyphs, theme, now } = look;
	const nameWidth = Math.max(6, Math.min(32, ...[Math.max(...replicas.map(({ name }) => cellsOf(name)))]));
	const since = leaderSince === undefined ? '' : `   leader for ${duration(Math.max(0, now - leaderSince))}`;
	const group = raftGroup === undefined ? '' : `raft ${raftGroup}   `;
	const title = paneTitle({
		...{ title: 'Replicas', columns: width, focused: false, theme },
		right: `${group}${current ?? glyphs.none} of ${wanted ?? glyphs.none}${since}`,
	});
	const head = `   ${fit('SERVER', nameWidth, glyphs)}  ${fit('ROLE', 16, glyphs)} ${'LAG'.padStart(9)} ${'SEEN'.padStart(8)}`;
	const rows = replicas.map((replica) => {
		const { name, lag, active } = replica;
		const sign = markOf(replica) === '✗' ? glyphs.down : markOf(replica);
		const text = ` ${sign} ${fit(name, nameWidth, glyphs)}  ${fit(roleOf(replica, leader !== undefined), 16, glyphs)}`;
		const lags = lag === undefined ? glyphs.none : withCommas(lag);
		const seen = active === undefined ? glyphs.none : duration(active);
		const token = tokenOf(replica);
		const line = `${text} ${lags.padStart(9)} ${seen.padStart(8)}`;
		return pieceRow([token === undefined ? line : { text: line, token }], width, theme, row.isOld);
	});
	return [title, theme.paint('title', fit(head, width, glyphs)), ...rows];
};
