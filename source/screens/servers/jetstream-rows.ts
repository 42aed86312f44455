// Draws JetStream as statsz has it: usage and limits, the API, and the meta group.

import { bytes, count, percent } from '../../format/number.ts';
import { type Piece, pieceWidth } from '../../format/pieces.ts';
import { bar } from '../../format/sparkline.ts';
import { fit, fitMiddle, width } from '../../format/text.ts';
import { age, durationNs } from '../../format/time.ts';
import { type Severity, shareOf } from '../../model/checks/check.ts';
import { replicaSeverity } from '../../model/checks/jetstream-checks.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { markOf } from '../../model/health.ts';
import type { MetaGroup, Replica } from '../../model/server.ts';
import { jetstreamOn } from '../../model/server-facts.ts';
import type { Token } from '../../theme.ts';
import { inkOf } from './meters.ts';
import { cell, healthToken, type ServerView, viewHealth, viewRow } from './server-view.ts';

/** A share as a bar: quiet, unless it is judged. */
export const barPiece = (
	view: ServerView,
	check: 'js-memory' | 'js-storage',
	used: number | undefined,
	limit: number | undefined,
	columns: number,
): Piece => ({
	text: bar(shareOf(used, limit), columns, view.theme.glyphs),
	token: inkOf(viewHealth(view, check)),
});

/** `1.1G/4.0G 28%`, judged. */
export const usagePiece = (
	view: ServerView,
	check: 'js-memory' | 'js-storage',
	used: number | undefined,
	limit: number | undefined,
): Piece => {
	const { glyphs } = view.theme;
	const share = limit === undefined ? '' : `/${bytes(limit, glyphs)} ${percent(used, limit, glyphs)}`;
	return { text: `${bytes(used, glyphs)}${share}`, ...healthToken(viewHealth(view, check)) };
};

/** The sentence where a statsz has no JetStream figures: servers before 2.8 tell only that it runs. */
export const jetstreamWord = ({ row, theme: { glyphs } }: ServerView): string => {
	const on = jetstreamOn(row);
	if (on === undefined) return glyphs.none;
	return on ? 'on; this version does not tell what it uses' : 'off';
};

/** The meta group has no leader: a fact at once, trouble only when its check says so. */
export const noLeaderPiece = (view: ServerView, space = ''): Piece => {
	const health = viewHealth(view, 'meta-leader');
	return { text: `${space}no meta leader${markOf(health)}`, ...healthToken(health) };
};

/** Who leads the meta group, as this server sees it: `leader east-1 (this server)`. */
export const leaderPiece = (view: ServerView, meta: MetaGroup): Piece => {
	if (meta.leader === undefined) return noLeaderPiece(view);
	return `leader ${meta.leader}${meta.leader === view.row.info.name ? ' (this server)' : ''}`;
};

/** The severity of a peer, taken from its own row, so that the two cannot disagree. */
const severityIn = ({ peer }: ServerView, replica: Replica): Severity | undefined => {
	const severity = peer?.(replica.name) ?? (peer ? undefined : 'unknown');
	return severity === 'unknown' ? replicaSeverity(replica) : severity;
};

/** `current`, `lagging!` or `offline!!`, by the check of peers; `lag` goes before the mark. */
const replicaState = (view: ServerView, replica: Replica, lag = ''): { text: string; token?: Token } => {
	const health = healthOf(severityIn(view, replica));
	const word = replica.offline ? 'offline' : health === undefined ? 'current' : `lagging${lag}`;
	return { text: word + markOf(health), ...healthToken(health) };
};

/** `east-2 current`, `west-3 lagging 12!`, `west-3 offline!!`. */
const replicaPiece = (view: ServerView, replica: Replica): Piece => {
	const lag = replica.lag ? ` ${count(replica.lag, view.theme.glyphs, view.exact)}` : '';
	const state = replicaState(view, replica, lag);
	return { ...state, text: `${replica.name} ${state.text}` };
};

/** `   replicas: 4 current, 1 lagging 12!`; the worst in colour. Nothing where the leader is another server. */
export const replicaSummary = (view: ServerView, { replicas }: MetaGroup): Piece[] => {
	if (replicas === undefined) return [];
	const offline = replicas.filter((replica) => replica.offline).length;
	const lagging = replicas.filter((replica) => !replica.offline && severityIn(view, replica) === 'warn');
	const lag = Math.max(0, ...lagging.map((replica) => replica.lag ?? 0));
	const pieces: Piece[] = [`   replicas: ${replicas.length - offline - lagging.length} current`];
	if (lagging.length > 0) {
		const by = lag > 0 ? ` ${count(lag, view.theme.glyphs, view.exact)}` : '';
		pieces.push(', ', { text: `${lagging.length} lagging${by}!`, token: 'warn' });
	}
	if (offline > 0) pieces.push(', ', { text: `${offline} offline!!`, token: 'crit' });
	return pieces;
};

/** The replicas with the worst first. */
const worstFirst = (view: ServerView, replicas: readonly Replica[]): Replica[] => {
	const weight = (replica: Replica): number =>
		['crit', 'warn', undefined].indexOf(healthOf(severityIn(view, replica)));
	return replicas.toSorted((a, b) => weight(a) - weight(b));
};

/** The most healthy replicas that are named. */
const mostReplicas = 6;

/** As many replicas in a row as fit, under each other; of many, those that are current are counted. */
const replicaLines = (view: ServerView, replicas: readonly Replica[], columns: number): string[] => {
	const isFolded = replicas.length > mostReplicas;
	const named = isFolded ? replicas.filter((replica) => severityIn(view, replica)) : replicas;
	const current = replicas.length - named.length;
	const pieces = worstFirst(view, named).map((replica) => replicaPiece(view, replica));
	const lines: Piece[][] = [];
	for (const piece of [...pieces, ...(current > 0 ? [`${current} current`] : [])]) {
		const last = lines.at(-1);
		if (last && pieceWidth(last) + 2 + pieceWidth([piece]) <= columns - 10) last.push('  ', piece);
		else lines.push([piece]);
	}
	return lines.map((line, index) =>
		viewRow(view, [cell(index === 0 ? 'replicas' : '', 9), ...line], columns),
	);
};

/** Replicas as a table: name, state, lag, and how long ago the leader heard of it. */
const replicaTable = (view: ServerView, replicas: readonly Replica[], columns: number): string[] => {
	const { glyphs } = view.theme;
	const longest = Math.max(12, ...replicas.map((replica) => width(replica.name) + 2));
	const names = Math.max(12, Math.min(longest, columns - 38));
	const line = (label: string, name: string, state: Piece, lag: string, active: string): string =>
		viewRow(
			view,
			[
				cell(label, 9),
				fitMiddle(name, names, glyphs),
				state,
				`${fit(lag, 8, glyphs, 'right')}${fit(active, 10, glyphs, 'right')}`,
			],
			columns,
		);
	return [
		line('replicas', 'NAME', 'STATE    ', 'LAG', 'ACTIVE'),
		...worstFirst(view, replicas).map((replica) => {
			const state = replicaState(view, replica);
			return line(
				'',
				replica.name,
				{ ...state, text: state.text.padEnd(9) },
				count(replica.lag, glyphs, view.exact),
				durationNs(replica.active, glyphs),
			);
		}),
	];
};

const usageLine = (
	view: ServerView,
	label: 'memory' | 'storage',
	used: number | undefined,
	limit: number | undefined,
	reserved: number | undefined,
	columns: number,
): string => {
	const { glyphs } = view.theme;
	const barColumns = columns < 64 ? 10 : 20;
	const of = limit === undefined ? 'no limit' : bytes(limit, glyphs);
	return viewRow(
		view,
		[
			cell(label, 9),
			{
				text: `${fit(`${bytes(used, glyphs)} / ${of}`, 15, glyphs)}${fit(percent(used, limit, glyphs), 5, glyphs)} `,
				...healthToken(viewHealth(view, `js-${label}`)),
			},
			barPiece(view, `js-${label}`, used, limit, barColumns),
			`   reserved ${bytes(reserved, glyphs)}`,
		],
		columns,
	);
};

const metaLines = (view: ServerView, meta: MetaGroup, columns: number, table: boolean): string[] => {
	const { glyphs } = view.theme;
	const snapshot = meta.snapshotAt === undefined ? '' : `   snapshot ${age(view.now - meta.snapshotAt)} ago`;
	const head = viewRow(
		view,
		[
			cell('meta', 9),
			leaderPiece(view, meta),
			`   size ${count(meta.clusterSize, glyphs)}  quorum ${count(meta.quorum, glyphs)}   pending ${count(meta.pending, glyphs)}`,
			{ text: snapshot, keep: 1 },
		],
		columns,
	);
	const { replicas } = meta;
	if (replicas === undefined) {
		return [head, viewRow(view, [cell('replicas', 9), 'listed by the leader only'], columns)];
	}
	return [head, ...(table ? replicaTable(view, replicas, columns) : replicaLines(view, replicas, columns))];
};

/** The whole block: four lines and the replicas, as a table or in running text; one sentence where it is off. */
export const jetstreamRows = (view: ServerView, columns: number, table: boolean): string[] => {
	const js = view.row.statsz?.jetstream;
	const { glyphs } = view.theme;
	if (!js) {
		const { info } = view.row;
		const off = `JetStream is off on ${info.name}.`;
		const on = `JetStream is on; nats-server ${info.version ?? ''} does not tell what it uses.`;
		const known = jetstreamOn(view.row);
		const text = known === undefined ? glyphs.none : known ? on : off;
		return [viewRow(view, [text], columns)];
	}
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	return [
		usageLine(view, 'memory', js.memory, js.maxMemory, js.reservedMemory, columns),
		usageLine(view, 'storage', js.storage, js.maxStorage, js.reservedStorage, columns),
		viewRow(
			view,
			[
				`accounts ${number(js.accounts)}   HA assets ${number(js.haAssets)}   api ${number(js.apiTotal)}   errors ${number(js.apiErrors)}   inflight ${number(js.apiInflight)}`,
				{ text: js.apiLevel === undefined ? '' : `   level ${js.apiLevel}`, keep: 1 },
			],
			columns,
		),
		...(js.meta ? metaLines(view, js.meta, columns, table) : []),
	];
};
