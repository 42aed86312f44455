// The pane about the selected stream: its replicas, whose word its state is, what that does to its users, where to look.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { fit, wrapText } from '../../format/text.ts';
import { age, clock } from '../../format/time.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { quorumOf, type Stream } from '../../model/jetstream/stream.ts';
import type { Size } from '../screen.ts';
import { eventRows } from './event-rows.ts';
import { type StreamLook, streamName } from './facts.ts';
import { replicaTable } from './replica-table.ts';
import { replicaPieces } from './replica-words.ts';
import { lookAt, orphansText, streamSentence } from './sentence.ts';
import { configText, sourceText, stateParts, stateText, toldText } from './state-words.ts';

/** From so many rows on there is room for a table of its replicas. */
const leastTall = 14;

const row = (pieces: readonly Piece[], width: number, { theme }: StreamLook, faded = false): string =>
	pieceRow([' ', ...pieces], width, theme, faded);

const labels = { narrow: 10, wide: 10 } as const;

const label = (text: string, isWide: boolean): string =>
	isWide ? text.toUpperCase().padEnd(labels.wide) : text.padEnd(labels.narrow);

const replicasRow = (stream: Stream, width: number, look: StreamLook, isWide: boolean): string => {
	const { replicas, leader, isOld, toldBy } = stream;
	const needs =
		replicas.length > 1 && leader === undefined && !isOld
			? [
					`needs ${quorumOf(Math.max(stream.wanted ?? 0, replicas.length))} of ${Math.max(stream.wanted ?? 0, replicas.length)}`,
				]
			: [];
	const old = isOld ? `does not answer for ${age(Math.max(0, look.now - toldBy.at))}` : undefined;
	return row(
		[label('Replicas', isWide), ...replicaPieces(stream, look.glyphs, old), ...needs],
		width,
		look,
		isOld,
	);
};

const sentenceRow = (stream: Stream, width: number, look: StreamLook, isWide: boolean): string => {
	const [worst, ...others] = stream.troubles;
	const more = others.map(({ text }) => ` Also ${text}.`).join('');
	const orphans = isWide ? undefined : orphansText(stream, look);
	const text = orphans
		? `Writers get no answer. Consumers: ${orphans}`
		: `${streamSentence(stream, look)}${more}`;
	const said = isWide ? `${label('Effect', true)}${text}` : text;
	return row([{ text: said, ...(worst && { token: healthOf(worst.severity) }) }], width, look);
};

/** Parts in a row, those at the end leaving first. */
const partsRow = (
	head: string,
	parts: readonly string[],
	gap: string,
	width: number,
	look: StreamLook,
	faded = false,
): string => {
	const pieces = parts.map((text, index): Piece => {
		const said = index === 0 ? text : gap + text;
		return index === 0 ? said : { text: said, keep: parts.length - index };
	});
	return row(dropPieces([head, ...pieces], width - 1), width, look, faded);
};

const stateRow = (stream: Stream, width: number, look: StreamLook, isWide: boolean): string => {
	const { whose, parts } = stateText(stream, look);
	return partsRow(`${label('State', isWide)}${whose}`, parts, ', ', width, look, stream.isOld);
};

const lines = (stream: Stream, width: number, look: StreamLook, isWide: boolean): string[] => {
	const source = sourceText(stream, look);
	const config = configText(stream, look);
	const orphans = orphansText(stream, look);
	const [about, said] = orphans ? ['Consumers', orphans] : source ? ['Source', source] : ['Config', config];
	return [
		replicasRow(stream, width, look, isWide),
		stateRow(stream, width, look, isWide),
		...(isWide ? [row([label(about, true), said], width, look)] : []),
		sentenceRow(stream, width, look, isWide),
		partsRow(label('Look at', isWide), lookAt(stream, look), '   ', width, look),
	];
};

/** Under each other where the pane has the height. */
const tall = (stream: Stream, { width, height }: Size, look: StreamLook): string[] => {
	const blank = ' '.repeat(width);
	const inside = width - 2;
	const wrapped = (text: string): string[] =>
		wrapText(text, inside).map((line) => fit(` ${line}`, width, look.glyphs));
	const source = sourceText(stream, look);
	const orphans = orphansText(stream, look);
	const troubles = stream.troubles.flatMap(({ text, severity }) =>
		wrapText(`${severity === 'critical' ? look.glyphs.down : '!'} ${text}.`, inside).map((line) =>
			row([{ text: line, token: healthOf(severity) }], width, look),
		),
	);
	const above = [
		...troubles,
		...wrapped(streamSentence(stream, look)),
		...(orphans === undefined ? [] : wrapped(`Consumers: ${orphans}.`)),
		blank,
		...replicaTable(stream, width, look),
		blank,
		...wrapped(`STATE, ${toldText(stream, look)}`),
		...wrapped(stateParts(stream, look).join(', ')),
		...wrapped(configText(stream, look)),
		...(source === undefined ? [] : wrapped(source)),
		blank,
	];
	const below = [blank, ...wrapped(`LOOK AT ${lookAt(stream, look).join(` ${look.glyphs.dot} `)}`)];
	return [
		...above,
		...eventRows(stream, { width, height: height - above.length - below.length - 1 }, look),
		...below,
	];
};

/** `no leader   since 12:00:44, 4m`. */
export const troubleWords = (
	stream: Stream,
	look: Pick<StreamLook, 'glyphs' | 'now'>,
): { text: string; mark: string } | undefined => {
	const [worst] = stream.troubles;
	if (stream.isOld && !stream.noAnswer) return { text: `${look.glyphs.unknown} does not answer`, mark: '' };
	if (worst === undefined) return undefined;
	// The sentences say the rest.
	const [short = ''] = worst.text.split(stream.noAnswer ? / for \d|: / : /: |, about |, and |, though /);
	const mark = `${worst.severity === 'critical' ? look.glyphs.down : '!'} ${short}`;
	const { troubleSince: since } = stream;
	const when = since === undefined ? '' : `   since ${clock(since)}, ${age(Math.max(0, look.now - since))}`;
	return { text: `${mark}${when}`, mark };
};

/** The pane, title included, exactly of its size. */
export const streamDetail = (
	stream: Stream | undefined,
	{ width, height }: Size,
	look: StreamLook,
	focused: boolean,
): string[] => {
	const { theme, now } = look;
	if (stream === undefined) return emptyPane('No stream is selected', { width, height }, focused, theme);
	const words = troubleWords(stream, look);
	const [worst] = stream.troubles;
	const title = paneTitle({
		title: streamName(stream, look),
		right: words?.text ?? `${age(Math.max(0, now - stream.toldBy.at))} ago`,
		...(words &&
			words.mark !== '' && { mark: { text: words.mark, token: healthOf(worst?.severity) ?? 'text' } }),
		...{ columns: width, focused, theme },
	});
	const room = { width, height: height - 1 };
	const body =
		height >= leastTall ? tall(stream, room, look) : lines(stream, width, look, width >= roomyColumns);
	return fillRows([title, ...body], height, width);
};
