// Who a server is: its id, where it runs, since when and with what limits, its tags and metadata.

import { bytes, count } from '../../format/number.ts';
import { fitMiddle, wrapText } from '../../format/text.ts';
import { clock, dateTime, rtt, zonedClock } from '../../format/time.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { cell, type ServerView, viewRow } from './server-view.ts';

/** `tags az:a tier:core`, or nothing. */
export const tagsText = ({ info }: ServerRow): string =>
	info.tags.length === 0 ? '' : `tags ${info.tags.join(' ')}`;

/** GOMEMLIMIT as far as it is known: absent also where a server is too old (before 2.10.28 and 2.11.2) to tell. */
const memLimit = ({ row: { statsz }, theme: { glyphs } }: ServerView): string =>
	statsz?.memLimit === undefined && statsz?.maxProcs !== undefined
		? 'no mem limit'
		: `mem limit ${bytes(statsz?.memLimit, glyphs)}`;

/** `cores 4`, `gomaxprocs 4`, `mem limit 8.0G`: what the process may use. */
export const limitWords = (view: ServerView): string[] => {
	const { statsz } = view.row;
	const { glyphs } = view.theme;
	return [
		`cores ${count(statsz?.cores, glyphs)}`,
		`gomaxprocs ${count(statsz?.maxProcs, glyphs)}`,
		memLimit(view),
	];
};

/** Metadata and feature flags as words: `region=eu`, `js_ack_fc_v2`. */
const metadataWords = ({ info }: ServerRow): string[] => [
	...Object.entries(info.metadata).map(([key, value]) => `${key}=${value}`),
];

const flagWords = ({ info }: ServerRow): string[] =>
	Object.entries(info.featureFlags).map(([flag, on]) => (on ? flag : `${flag}=off`));

/** A label and words wrapped under each other; nothing where there are none. */
const listRows = (view: ServerView, label: string, words: readonly string[], columns: number): string[] =>
	words.length === 0
		? []
		: wrapText(words.join('  '), columns - 12).map((line, index) =>
				viewRow(view, [cell(index === 0 ? label : '', 10), line], columns),
			);

/** What VARZ adds, where it was asked for: configuration, Go, leafnodes, certificate. */
const varzRows = (view: ServerView, columns: number): string[] => {
	const { varz } = view.row;
	if (!varz) return [];
	const { glyphs } = view.theme;
	const loaded = varz.configLoadTime === undefined ? '' : `config loaded ${dateTime(varz.configLoadTime)}`;
	const words = [
		loaded,
		varz.go === undefined ? '' : varz.go,
		varz.leafnodes === undefined ? '' : `leafnodes ${count(varz.leafnodes, glyphs)}`,
		varz.maxConnections === undefined ? '' : `max conns ${count(varz.maxConnections, glyphs, true)}`,
		varz.tlsCertNotAfter === undefined ? '' : `certificate until ${dateTime(varz.tlsCertNotAfter)}`,
	].filter((word) => word !== '');
	return listRows(view, 'varz', words, columns);
};

/** Replies and when they came: how much of what is on the screen can be trusted. */
const seenRow = (view: ServerView, columns: number): string => {
	const { row, theme } = view;
	const { glyphs } = theme;
	return viewRow(
		view,
		[
			cell('seen', 10),
			`first ${clock(row.firstSeen)}   last ${zonedClock(row.receivedAt, {}, glyphs)}   replies ${count(row.answered, glyphs, true)} of ${count(row.asked, glyphs, true)}`,
			{ text: `   rtt ${rtt(row.rtt, glyphs)}`, keep: 2 },
			{ text: row.restarts > 0 ? `   restarts ${row.restarts}` : '', keep: 1 },
		],
		columns,
	);
};

/** The block of the server screen: id, host, tags, limits, replies. */
export const identityRows = (view: ServerView, columns: number): string[] => {
	const { row, theme } = view;
	const { info } = row;
	const none = theme.glyphs.none;
	const line = (label: string, text: string): string => viewRow(view, [cell(label, 10), text], columns);
	return [
		line('id', fitMiddle(info.id, Math.min(columns - 12, Math.max(1, info.id.length)), theme.glyphs)),
		line(
			'host',
			[
				info.host ?? none,
				`cluster ${info.cluster ?? none}`,
				...(info.domain === undefined ? [] : [`domain ${info.domain}`]),
			].join('   '),
		),
		...listRows(view, 'tags', info.tags, columns),
		...listRows(view, 'metadata', metadataWords(row), columns),
		...listRows(view, 'flags', flagWords(row), columns),
		line('go', limitWords(view).join('   ')),
		...varzRows(view, columns),
		seenRow(view, columns),
	];
};
