// The lines about one consumer, in the pane about it and on its own screen.

import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { width as cellsOf, fitMiddle, wrapText } from '../../format/text.ts';
import { duration } from '../../format/time.ts';
import { withCommas } from '../../model/count-words.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Replica } from '../../model/jetstream/replicated.ts';
import type { ConsumerLook } from './facts.ts';
import { type Sentence, sentencesOf } from './sentence.ts';

/** One consumer and how to show it. */
export type ConsumerView = { row: Consumer; look: ConsumerLook; width: number };

/** A row that starts one cell in, muted where its figures are old; pieces of least importance leave first. */
export const consumerRow = ({ row, look, width }: ConsumerView, pieces: readonly Piece[]): string =>
	pieceRow(dropPieces([' ', ...pieces], width), width, look.theme, row.isOld);

/** Its sentences, at most so many rows of them. */
export const sentenceRows = (view: ConsumerView, most: number): string[] => {
	const { row, look, width } = view;
	const { theme } = look;
	return sentencesOf(row, look)
		.flatMap(({ text, token }: Sentence) =>
			wrapText(text, width - 2).map((line) =>
				pieceRow([' ', token === undefined ? line : { text: line, token }], width, theme),
			),
		)
		.slice(0, most);
};

const exact = (value: number | undefined, none: string): string =>
	value === undefined ? none : withCommas(value);

/** `DELIVERED 9,111,204,118   ACKED 9,111,203,118   ack explicit   ack wait 30s   max deliver –`. */
export const countsLine = (view: ConsumerView): string => {
	const { delivered, ackFloor, config } = view.row;
	const { none } = view.look.glyphs;
	const wait = config?.ackWait === undefined ? none : duration(config.ackWait);
	const configured: Piece[] =
		config === undefined
			? [{ text: 'its configuration is not known yet', token: 'muted' }]
			: [
					{ text: `ack ${config.ackPolicy ?? none}   `, keep: 2 },
					{ text: `ack wait ${wait}   `, keep: 3 },
					{ text: `max deliver ${exact(config.maxDeliver, none)}   `, keep: 1 },
				];
	return consumerRow(view, [
		`DELIVERED ${exact(delivered.consumerSeq, none)}   `,
		`ACKED ${exact(ackFloor.consumerSeq, none)}   `,
		...configured,
	]);
};

/** `pull   orders.eu.>   its words about itself`. */
export const aboutLine = (view: ConsumerView): string | undefined => {
	const { config } = view.row;
	if (config === undefined) return undefined;
	const { filters, description, deliverSubject, isDurable, type } = config;
	const parts = [
		`${type ?? ''}${isDurable === false ? ', ephemeral' : ''}`,
		...(deliverSubject === undefined ? [] : [`to ${deliverSubject}`]),
		filters.length === 0 ? 'all subjects' : filters.join(', '),
		...(description === undefined ? [] : [description]),
	];
	return consumerRow(
		view,
		parts.map((text, index) => ({ text: `${text}   `, ...(index > 0 && { keep: 9 - index }) })),
	);
};

const replicaWord = ({ name, state, lag }: Replica, isLed: boolean): Piece => {
	if (state === 'leader') return { text: `${name} leads   `, keep: 9 };
	const text =
		!isLed && state === 'unknown' ? 'follower' : state === 'lags' ? `lags ${withCommas(lag ?? 0)}` : state;
	const token = state === 'offline' ? 'crit' : state === 'ok' || state === 'unknown' ? undefined : 'warn';
	return { text: `${name} ${text}   `, ...(token && { token }), keep: state === 'ok' ? 1 : 5 };
};

/** `REPL 3/3   east-1 leads   east-2 ok   west-3 silent`. */
export const replicasLine = (view: ConsumerView): string => {
	const { replicas, current, wanted, leader } = view.row;
	const { none } = view.look.glyphs;
	const isLed = leader !== undefined;
	return consumerRow(view, [
		`REPL ${current ?? none}/${wanted ?? none}   `,
		...replicas.map((replica) => replicaWord(replica, isLed)),
	]);
};

/** `Look at   4 clients of APP   3 its events   ↵ replicas, config`. */
export const lookLine = (view: ConsumerView): string => {
	const { look, row } = view;
	const full = look.nameOf(row);
	const name = fitMiddle(full, Math.min(24, cellsOf(full)), look.glyphs);
	return consumerRow(view, [
		{ text: 'Look at   ', token: 'muted' },
		`4 clients of ${name}   `,
		{ text: `3 DISCONNECT of ${name}   `, keep: 1 },
		{ text: `${look.glyphs.enter} replicas, config`, keep: 2 },
	]);
};
