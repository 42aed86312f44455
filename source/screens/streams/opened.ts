// The screen of one stream: its figures, its replicas and their raft group, its configuration, its events.

import { jsonLines } from '../../format/json.ts';
import { bytes, count } from '../../format/number.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { rangedSpark } from '../../format/sparkline.ts';
import { width as cellsOf, cutText, fit, joinSides, wrapText } from '../../format/text.ts';
import { age, zonedClock } from '../../format/time.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { withCommas } from '../../model/count-words.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Size } from '../screen.ts';
import { bytesInRate } from './columns.ts';
import { configLines } from './config-lines.ts';
import { troubleWords } from './detail.ts';
import { eventLine, eventsOf } from './event-rows.ts';
import { type StreamLook, streamName } from './facts.ts';
import { streamJson } from './json.ts';
import { replicaTable } from './replica-table.ts';
import { lookAt, orphansText, streamSentence } from './sentence.ts';
import type { OpenStream, StreamsSnapshot } from './snapshot.ts';
import { configText, sourceText, toldText } from './state-words.ts';

const titleRow = (stream: Stream, width: number, look: StreamLook): string => {
	const { theme, asOf, now, exact } = look;
	const words = troubleWords(stream, look);
	const [worst] = stream.troubles;
	const leads = stream.leader === undefined ? '' : `${stream.leader} leads`;
	const right = [
		words?.mark || words?.text,
		leads,
		...(exact ? ['exact'] : []),
		asOf === undefined ? `${age(Math.max(0, now - stream.toldBy.at))} ago` : `as of ${zonedClock(asOf)}`,
	];
	return paneTitle({
		...{ title: streamName(stream, look), columns: width, focused: true, theme },
		right: right.filter((part) => part !== undefined && part !== '').join('   '),
		...(words &&
			words.mark !== '' && { mark: { text: words.mark, token: healthOf(worst?.severity) ?? 'text' } }),
	});
};

const figureRows = (stream: Stream, width: number, look: StreamLook): string[] => {
	const { glyphs, theme, now, exact } = look;
	const { state, config, inRate, history } = stream;
	const faded = stream.isOld;
	const row = (pieces: readonly Piece[]): string => pieceRow([' ', ...pieces], width, theme, faded);
	const number = (value: number | undefined): string => count(value, glyphs, exact);
	const left = `MSGS  ${number(state.messages)}   ${number(inRate)}/s   `;
	const right = `   seq ${state.lastSeq === undefined ? glyphs.none : withCommas(state.lastSeq)}`;
	const [spark, range] = rangedSpark(
		(cells) => history?.tail('in', cells) ?? [],
		Math.max(0, Math.min(70, width - cellsOf(left) - cellsOf(right) - 2)),
		(value) => count(value, glyphs).replace(',', ''),
		glyphs,
	);
	const share =
		config?.maxBytes && state.bytes !== undefined
			? ` of ${bytes(config.maxBytes, glyphs)} ${percentText(state.bytes / config.maxBytes)}`
			: '';
	const size = bytesInRate(stream);
	const ago = (at: number | undefined): string =>
		at === undefined ? glyphs.none : `${age(Math.max(0, now - at))} ago`;
	return [
		row([left, { text: spark, token: 'spark' }, range, right]),
		row([
			`BYTES ${bytes(state.bytes, glyphs, exact)}${share}   `,
			{ text: `${size === undefined ? '' : `~${bytes(size, glyphs)}/s   `}`, keep: 1 },
			{ text: fullIn(stream, size), keep: 2 },
		]),
		row([
			`FIRST ${ago(state.firstTime)}   LAST ${ago(state.lastTime)}   `,
			`SUBJECTS ${number(state.subjects)}   `,
			{ text: `DELETED ${number(state.deleted)}   `, keep: 2 },
			{ text: `CONSUMERS ${number(state.consumers)}`, keep: 1 },
		]),
	];
};

/** Spans that say when it is full, at the most, milliseconds. */
const soon = 30 * 86_400_000;

/** `full in 12h at this rate`, where it is not full yet and something comes in. */
const fullIn = ({ state, config }: Stream, rate: number | undefined): string => {
	const { maxBytes, discard } = config ?? {};
	if (!rate || maxBytes === undefined || state.bytes === undefined || state.bytes >= maxBytes) return '';
	const left = ((maxBytes - state.bytes) / rate) * 1000;
	if (left > soon) return '';
	const then = discard === 'new' ? 'then writers are refused' : 'then the oldest are dropped';
	return `full in ${age(left)} at this rate, ${then}`;
};

const ruleOf = (title: string, right: string, width: number, { theme }: StreamLook): string =>
	paneTitle({ title, right, columns: width, focused: false, theme });

const raftRight = ({ raftGroup, replicas }: Stream, one: OpenStream | undefined): string => {
	if (raftGroup === undefined || one?.at === undefined) return '';
	const term = [...one.rafts.values()].find(({ state }) => state === 'leader')?.term;
	const parts = [
		`raft ${raftGroup}`,
		...(term === undefined ? [] : [`term ${term}`]),
		`${one.rafts.size} of ${replicas.length} answered`,
	];
	return parts.join('   ');
};

const unheardRow = (one: OpenStream | undefined, width: number, look: StreamLook): string[] => {
	const unheard = [...(one?.unheard ?? [])].map(([name, why]) => `${name} ${why}`);
	if (unheard.length === 0) return [];
	return [
		pieceRow([{ text: `    no raft state: ${unheard.join(', ')}`, token: 'muted' }], width, look.theme),
	];
};

const overview = (
	stream: Stream,
	{ width, height }: Size,
	look: StreamLook,
	one: OpenStream | undefined,
): string[] => {
	const [worst, ...others] = stream.troubles;
	const wrapped = (text: string, token?: ReturnType<typeof healthOf>): string[] =>
		wrapText(text, width - 2).map((line) =>
			pieceRow([' ', { text: line, ...(token && { token }) }], width, look.theme),
		);
	const source = sourceText(stream, look);
	const orphans = orphansText(stream, look);
	const blank = ' '.repeat(width);
	const gap = height >= 24 ? [blank] : [];
	const group = ruleOf(
		stream.replicas.length === 1 ? 'Its only copy' : 'Replicas',
		raftRight(stream, one),
		width,
		look,
	);
	const above = [
		...figureRows(stream, width, look),
		...wrapped(configText(stream, look)),
		...(source === undefined ? [] : wrapped(source)),
		...(stream.toldBy.isLeader ? [] : wrapped(`State is ${toldText(stream, look)}.`)),
		...gap,
		group,
		...replicaTable(stream, width, look, one),
		...unheardRow(one, width, look),
		...wrapped(streamSentence(stream, look), healthOf(worst?.severity)),
		...(orphans === undefined ? [] : wrapped(`Consumers: ${orphans}.`, 'crit')),
		...others.flatMap(({ text, severity }) => wrapped(`Also ${text}.`, healthOf(severity))),
		...wrapped(`Look at ${lookAt(stream, look).join(` ${look.glyphs.dot} `)}`),
		...gap,
	];
	const events = eventsOf(look.events, stream);
	const room = height - above.length - 1;
	if (room < 1) return above;
	const newest = events.slice(-room).map((event) => eventLine(event, width, look));
	return [...above, ruleOf('Events of it and its servers', String(events.length), width, look), ...newest];
};

const rawLines = memoizeLast((stream: Stream, width: number): readonly string[] =>
	jsonLines(streamJson(stream), width - 2)
		.flatMap((line) => cutText(line, width - 2))
		.map((line) => joinSides(` ${line}`, '', width)),
);

const eventTab = (stream: Stream, width: number, look: StreamLook): string[] => {
	const events = eventsOf(look.events, stream);
	return events.length === 0
		? [fit(' None since natstop began to listen.', width, look.glyphs)]
		: events.map((event) => eventLine(event, width, look));
};

/** The screen between header and footer, under the row of its tabs. */
export const streamOpened = (
	stream: Stream | undefined,
	{ tab, raw, scroll }: Opened,
	{ width, height }: Size,
	look: StreamLook,
	{ one }: StreamsSnapshot,
): OpenedView => {
	if (stream === undefined) return { rows: [], page: 1, last: 0 };
	const page = Math.max(1, height - 1);
	const own = one?.key === stream.key ? one : undefined;
	const lines = raw
		? rawLines(stream, width)
		: tab === 'config'
			? configLines(stream, width, look)
			: tab === 'events'
				? eventTab(stream, width, look)
				: overview(stream, { width, height: page }, look, own);
	const last = Math.max(0, lines.length - page);
	const start = Math.min(last, scroll);
	return {
		rows: fillRows([titleRow(stream, width, look), ...lines.slice(start, start + page)], height, width),
		page,
		last,
	};
};
