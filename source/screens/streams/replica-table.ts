// The replicas of a stream as a table: by the list of its leader, their own copies, and what they say of its raft group.

import { bytes, count } from '../../format/number.ts';
import { pieceRow } from '../../format/pieces.ts';
import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { withCommas } from '../../model/count-words.ts';
import type { RaftView } from '../../model/jetstream/raft.ts';
import type { Replica } from '../../model/jetstream/replicated.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { StreamLook } from './facts.ts';
import { replicaState, seenText } from './replica-words.ts';
import type { OpenStream } from './snapshot.ts';

type Line = { replica: Replica; raft?: RaftView; behind?: number };

type TableColumn = {
	title: string;
	width: number;
	align: 'left' | 'right';
	/** The one with the greatest number leaves first. */
	priority: number;
	text: (line: Line) => string;
};

/** Entries that are committed somewhere and not applied there. */
const behindOf = (raft: RaftView | undefined, most: number): number | undefined =>
	raft?.applied === undefined ? undefined : Math.max(0, most - raft.applied);

const roleOf = ({ replica, raft }: Line, stream: Stream, { glyphs }: StreamLook): string => {
	if (raft === undefined || replica.state === 'silent' || replica.state === 'offline')
		return replicaState(replica, stream, glyphs).text;
	const flags = [
		...(raft.isCatchingUp ? ['catches up'] : []),
		...(raft.isOverrun ? ['overrun'] : []),
		...(raft.isPaused ? ['paused'] : []),
		...(raft.isObserver ? ['observer'] : []),
	];
	return flags.length === 0 ? raft.state : flags.join(', ');
};

const columnsOf = (stream: Stream, look: StreamLook, hasRaft: boolean): TableColumn[] => {
	const { glyphs } = look;
	const whole = (value: number | undefined): string =>
		value === undefined ? glyphs.none : withCommas(value);
	const names = Math.max(6, ...stream.replicas.map(({ name }) => cellsOf(name)));
	const all: (TableColumn | undefined)[] = [
		{
			...{ title: 'SERVER', width: Math.min(20, names), align: 'left', priority: 0 },
			text: ({ replica }) => fitMiddle(replica.name, Math.min(20, names), glyphs),
		},
		{ title: 'ROLE', width: 12, align: 'left', priority: 1, text: (line) => roleOf(line, stream, look) },
		{
			...{ title: 'LAG', width: 6, align: 'right', priority: 2 },
			text: ({ replica: { lag, state } }) => (state === 'leader' ? glyphs.none : count(lag, glyphs)),
		},
		hasRaft
			? {
					...{ title: 'COMMITTED', width: 13, align: 'right', priority: 5 },
					text: ({ raft }) => whole(raft?.committed),
				}
			: undefined,
		hasRaft
			? { title: 'APPLIED', width: 13, align: 'right', priority: 6, text: ({ raft }) => whole(raft?.applied) }
			: undefined,
		hasRaft
			? {
					title: 'BEHIND',
					width: 6,
					align: 'right',
					priority: 3,
					text: ({ behind }) => count(behind, glyphs),
				}
			: undefined,
		hasRaft
			? {
					...{ title: 'LOG', width: 10, align: 'right', priority: 7 },
					text: ({ raft }) =>
						raft === undefined
							? glyphs.none
							: `${count(raft.logMessages, glyphs)} ${bytes(raft.logBytes, glyphs)}`,
				}
			: undefined,
		{
			...{ title: 'LAST SEQ', width: 13, align: 'right', priority: hasRaft ? 8 : 3 },
			text: ({ replica }) => whole(replica.lastSeq),
		},
		{
			title: 'SEEN',
			width: 6,
			align: 'right',
			priority: 4,
			text: ({ replica }) => seenText(replica, glyphs),
		},
	];
	return all.filter((column) => column !== undefined);
};

/** Those that there is room for, in order. */
const chosen = (columns: readonly TableColumn[], room: number): TableColumn[] => {
	const kept = [...columns];
	const used = (): number => kept.reduce((sum, { width }) => sum + width + 1, 0);
	while (used() > room && kept.length > 1) {
		const last = kept.reduce((worst, one) => (one.priority > worst.priority ? one : worst));
		kept.splice(kept.indexOf(last), 1);
	}
	return kept;
};

/** Heads and a row a replica; a sentence under those that something is wrong with. */
export const replicaTable = (stream: Stream, width: number, look: StreamLook, one?: OpenStream): string[] => {
	const { theme, glyphs } = look;
	const rafts = one?.rafts ?? new Map<string, RaftView>();
	const most = Math.max(0, ...[...rafts.values()].map(({ committed }) => committed ?? 0));
	const columns = chosen(columnsOf(stream, look, rafts.size > 0), width - 4);
	const head = `    ${columns.map(({ title, width: cells, align }) => fit(title, cells, glyphs, align)).join(' ')}`;
	const rows = stream.replicas.flatMap((replica) => {
		const raft = rafts.get(replica.name);
		const { token } = replicaState(replica, stream, glyphs);
		const isBroken = raft?.writeError !== undefined;
		const sign = isBroken || token === 'crit' ? glyphs.down : token === 'warn' ? '!' : ' ';
		const line = { replica, raft, behind: behindOf(raft, most) };
		const cells = columns
			.map(({ width: room, align, text }) => fit(text(line), room, glyphs, align))
			.join(' ');
		const mark = isBroken ? healthOf('critical') : token;
		return [
			pieceRow([{ text: `  ${sign} ${cells}`, ...(mark && { token: mark }) }], width, theme, stream.isOld),
			...(isBroken
				? [
						pieceRow(
							[{ text: `    its log cannot be written: ${raft.writeError}`, token: 'crit' }],
							width,
							theme,
						),
					]
				: []),
		];
	});
	return [theme.paint('title', fit(head, width, glyphs)), ...rows];
};
