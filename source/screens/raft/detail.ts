// The pane about the selected member of a meta group: its inner queues in which something waits, and what it says of its log.

import { bytes, count } from '../../format/number.ts';
import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { fit, fitMiddle } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { FleetFacts } from '../../model/fleet-facts.ts';
import { ipQueueszSince } from '../../nats/ipqueuesz.ts';
import { raftzSince } from '../../nats/raftz.ts';
import { versionNumber } from '../../table/version-number.ts';
import type { ScreenLook, Size } from '../screen.ts';
import { raftTroubles } from './columns.ts';
import type { RaftRow } from './snapshot.ts';

export type RaftLook = ScreenLook<FleetFacts>;

export type View = { row: RaftRow; look: RaftLook; width: number };

/** A row of the pane. */
export const viewRow = ({ look, width }: View, pieces: readonly Piece[]): string =>
	pieceRow(dropPieces([' ', ...pieces], width), width, look.theme);

const isBefore = (version: string, since: string): boolean =>
	(versionNumber(version) ?? 0) < (versionNumber(since) ?? 0);

/** Queues that answer us are never empty. */
const ownQueue = /^System recvQ/;

/** Why nothing is known of its queues. */
const unknownQueues = ({ server }: RaftRow): string => {
	const version = server?.info.version;
	if (version !== undefined && isBefore(version, ipQueueszSince))
		return `Inner queues need nats-server ${ipQueueszSince}; this is ${version}.`;
	return server?.state === 'ok'
		? 'Its queues are not known yet.'
		: 'Its queues are not known: it does not answer.';
};

/** The queues, or why they are not known; at most so many rows. */
export const queueRows = (view: View, rows: number): string[] => {
	const { row, look, width } = view;
	const { glyphs } = look;
	const { queues } = row;
	if (queues === undefined) return [viewRow(view, [{ text: unknownQueues(row), token: 'muted' }])];
	if (queues.why !== undefined) return [viewRow(view, [`Its queues are not known: ${queues.why}.`])];
	if (queues.list.length === 0) return [viewRow(view, ['Nothing waits in its queues.'])];
	const name = Math.max(16, Math.min(60, width - 22));
	const shown = queues.list.slice(0, Math.max(1, rows - 1));
	const more = queues.list.length - shown.length;
	return [
		viewRow(view, [
			{ text: `${fit('QUEUE', name, glyphs)}  PENDING    BUSY`, token: 'title' },
			{ text: more > 0 ? `  ${more} more` : '', keep: 1 },
		]),
		...shown.map((queue) => {
			const note = ownQueue.test(queue.name) ? `${queue.name} (answers us)` : queue.name;
			return viewRow(view, [
				fitMiddle(note, name, glyphs).padEnd(name),
				count(queue.pending, glyphs).padStart(9),
				count(queue.busy, glyphs).padStart(8),
			]);
		}),
	];
};

/** `No overrun, no write error.` */
const logText = ({ view, server }: RaftRow): string => {
	if (view === undefined) {
		const version = server?.info.version;
		return version === undefined
			? 'It has told nothing of its raft log.'
			: isBefore(version, raftzSince)
				? `What it knows of its raft log it tells since nats-server ${raftzSince}; this is ${version}.`
				: 'It has told nothing of its raft log.';
	}
	const { isOverrun, writeError } = view;
	const error = writeError === undefined ? 'no write error' : `write error: ${writeError}`;
	return `${isOverrun ? 'Overrun' : 'No overrun'}, ${error}.`;
};

/** What it says of its log. */
export const factsLine = (view: View): string => {
	const { row, look } = view;
	const { glyphs, exact, now } = look;
	const { view: own } = row;
	if (own === undefined) return viewRow(view, [logText(row)]);
	return viewRow(view, [
		`${own.group} of ${own.account}   term ${count(own.term, glyphs)}   log ${count(own.logMessages, glyphs, exact)} entries ${bytes(own.logBytes, glyphs)}   `,
		{ text: own.leaderSince === undefined ? '' : `leads since ${age(now - own.leaderSince)}   `, keep: 2 },
		{ text: logText(row), keep: 1 },
	]);
};

/** What is wrong with it, a row each. */
export const troubleRows = (view: View): string[] =>
	raftTroubles(view.row, view.look).map(({ severity, text }) => {
		const sign = severity === 'critical' ? view.look.glyphs.down : '!';
		return viewRow(view, [{ text: `${sign} ${text}.`, token: healthOf(severity) }]);
	});

/** The pane, title included, exactly of its size. */
export const raftDetail = (
	row: RaftRow | undefined,
	{ width, height }: Size,
	look: RaftLook,
	focused: boolean,
): string[] => {
	const { theme, glyphs } = look;
	if (row === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const view = { row, look, width };
	const troubles = raftTroubles(row, look);
	const [worst] = troubles;
	const waiting =
		row.queues === undefined || row.queues.why !== undefined ? '' : `${row.queues.list.length} not empty`;
	const words = worst ? `${worst.check}   ` : '';
	const title = paneTitle({
		...{
			title: `Queues of ${fitMiddle(row.name, Math.min(row.name.length, 32), glyphs)}`,
			columns: width,
			focused,
			theme,
		},
		right: words + waiting,
		...(worst && { mark: { text: words.trim(), token: healthOf(worst.severity) ?? 'text' } }),
	});
	const said = troubleRows(view);
	const below = [factsLine(view), ...said];
	const kept = height - 1 < below.length + 2 ? below.slice(-1) : below;
	const queues = queueRows(view, height - 1 - kept.length);
	return fillRows([title, ...queues.slice(0, height - 1 - kept.length), ...kept], height, width);
};
