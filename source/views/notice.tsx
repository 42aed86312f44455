// Full screens that say why there is nothing to show yet, and what to do about it.

import { fillRows } from '../format/pane-title.ts';
import { joinSides, squeeze, width, wrapText } from '../format/text.ts';
import { duration, uptime } from '../format/time.ts';
import type { LinkState } from '../model/link.ts';
import type { Glyphs, Theme } from '../theme.ts';
import { Rows } from './rows.tsx';

/** A notice: lines of text, some with a mark or to be copied, and its keys. */
export type Notice = {
	lines: readonly NoticeLine[];
	keys: readonly (readonly [key: string, label: string])[];
};

/** Text is wrapped where the screen is narrower; `label` stands before it, and further lines are set under it. */
export type NoticeLine =
	| string
	| { text: string; label?: string; token?: 'title' | 'crit' | 'muted'; painted?: string };

export type NoticeProps = {
	notice: Notice;
	columns: number;
	rows: number;
	theme: Theme;
};

/** Lays out a label and its text, wrapped; the label's column is ten cells wide. */
const setLine = (line: NoticeLine, columns: number, theme: Theme): string[] => {
	if (line === '') return [''];
	const { text, label = '', token, painted } = typeof line === 'string' ? { text: line } : line;
	const indent = label === '' ? (/^ */.exec(text)?.[0] ?? '') : ' '.repeat(10);
	if (painted !== undefined && width(text) <= columns) return [painted];
	const room = columns - indent.length;
	const parts = width(text.trimStart()) <= room ? [text.trimStart()] : wrapText(text, room);
	return parts.map((part, index) => {
		const head = index === 0 && label !== '' ? theme.paint('muted', label.padEnd(10)) : indent;
		return head + (token ? theme.paint(token, part) : part);
	});
};

/** A screen of exactly `columns` by `rows`: the text in the middle, the keys in the last row. */
export const noticeRows = ({ notice, columns, rows, theme }: NoticeProps): string[] => {
	const set = notice.lines.flatMap((line) => setLine(line, columns - 4, theme));
	const lines = squeeze(set, rows - 1);
	const left = Math.max(0, Math.floor((columns - Math.max(...lines.map(width))) / 2));
	const top = Math.max(0, Math.floor((rows - 1 - lines.length) / 2));
	const blank = ' '.repeat(columns);
	const body = [
		...new Array<string>(top).fill(blank),
		...lines.map((line) => joinSides(' '.repeat(left) + line, '', columns)),
	];
	const keys = notice.keys.map(([key, label]) => `${theme.paint('key', key)} ${label}`).join('   ');
	return [...fillRows(body, rows - 1, columns), joinSides(` ${keys}`, '', columns)];
};

export const NoticeScreen = (props: NoticeProps) => <Rows lines={noticeRows(props)} />;

/** The steps of connecting; `done` counts those that are over. */
const connectSteps = ['resolve', 'connect', 'TLS', 'authenticate', 'find servers'] as const;

/** The reason why the last attempt failed, and the time of the next one. */
const failedTry = (link: LinkState, now: number, glyphs: Glyphs): NoticeLine[] => {
	if (link.error === undefined) return [];
	const next = link.nextTryAt === undefined ? '' : `, next in ${uptime(link.nextTryAt - now)}`;
	return [
		'',
		{ text: `${glyphs.down} ${link.error}`, token: 'crit' },
		{ text: `  try ${link.attempt}${next}`, token: 'muted' },
	];
};

/** The notice of the first connecting. `done` counts finished `connectSteps`; `now` is ms since the epoch. */
export const connectingNotice = (
	link: LinkState,
	{ version, done, now, theme }: { version: string; done: number; now: number; theme: Theme },
): Notice => {
	const { glyphs, paint } = theme;
	const steps = connectSteps.map((step, index) => `${index < done ? glyphs.ok : glyphs.stale} ${step}`);
	// An attempt that failed before the first step has only its reason to show.
	const showsSteps = done > 0 || link.error === undefined;
	const user = link.user === undefined ? '' : `   user ${link.user}`;
	const painted = steps.map((step, index) =>
		index < done ? paint('ok', step.slice(0, 1)) + step.slice(1) : step,
	);
	return {
		lines: [
			{ text: `natstop ${version}`, token: 'title' },
			'',
			`Connecting to ${link.url}`,
			{ text: `${link.origin}${user}   ${duration(now - link.since)}`, token: 'muted' },
			...(showsSteps ? ['', { text: steps.join('   '), painted: painted.join('   ') }] : []),
			...failedTry(link, now, glyphs),
		],
		keys: [
			['Esc', 'cancel'],
			['q', 'quit'],
		],
	};
};

/** The notice where no server has answered. `since` is the time of the first request, ms since the epoch. */
export const noServersNotice = (
	link: LinkState,
	{ subject, asked, since, now }: { subject: string; asked: number; since: number; now: number },
): Notice => ({
	lines: [
		{
			text: `Connected as ${link.user ?? 'a user'} in account ${link.accountName ?? '$SYS'}`,
			token: 'title',
		},
		'',
		`No server has answered yet   ${asked} ${asked === 1 ? 'request' : 'requests'} sent, ${uptime(now - since)}`,
		'',
		`Servers answer ${subject} within a second.`,
		'Nothing was denied: the question was sent, and no answer has come.',
	],
	keys: [
		['r', 'ask again'],
		['q', 'quit'],
	],
});
