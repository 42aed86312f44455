// What natstop would know and draw after hostile payloads: a picture from recipes, and every group of rows there is.

import fc from 'fast-check';
import { dialogBox } from '../../source/dialogs/registry.ts';
import { jsonLines } from '../../source/format/json.ts';
import { width } from '../../source/format/text.ts';
import { actions } from '../../source/keys/actions.ts';
import { type ProfileState, profileFileName, type ReloadState } from '../../source/model/action.ts';
import { EventLog } from '../../source/model/event-log.ts';
import type { LinkState } from '../../source/model/link.ts';
import { Roster } from '../../source/model/roster.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { parseFields } from '../../source/nats/read.ts';
import { readHeartbeat } from '../../source/nats/statsz.ts';
import { eventDetailView } from '../../source/screens/events/event-detail.ts';
import { eventRow } from '../../source/screens/events/event-row.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { serverTabs } from '../../source/screens/servers/server-body.ts';
import { serverScreen } from '../../source/screens/servers/server-screen.ts';
import { statszPanelRows } from '../../source/screens/servers/statsz-panel.ts';
import { redactPayload, safeText } from '../../source/system/redact.ts';
import type { Theme } from '../../source/theme.ts';
import { footerRow } from '../../source/views/footer.tsx';
import { headerRows } from '../../source/views/header.tsx';
import { logPaneRows } from '../../source/views/log-pane.tsx';
import { noticeRows } from '../../source/views/notice.tsx';
import { closedNotice, notSystemAccountNotice } from '../../source/views/notice-refused.ts';
import { toastRows } from '../../source/views/toast.tsx';
import { dialogFacts } from '../helpers/dialogs.tsx';
import { lookOf, shotsOf } from '../helpers/drawn.tsx';
import { serverTableRows } from '../helpers/server-table.ts';
import { build, type Recipe, recipe } from './broken.ts';
import { secretsAreWhole, sizes } from './check.ts';
import { anyText } from './corpus.ts';

export const now = Date.UTC(2026, 10, 23, 18, 50);
export const interval = 2000;

export type Case = {
	samples: readonly Recipe[];
	events: readonly Recipe[];
	text: string;
	size: number;
	theme: number;
	flags: number;
};

export const cases: fc.Arbitrary<Case> = fc.record({
	samples: fc.array(recipe, { minLength: 1, maxLength: 4 }),
	events: fc.array(recipe, { minLength: 1, maxLength: 3 }),
	text: anyText,
	size: fc.nat(sizes.length - 1),
	theme: fc.nat(1),
	flags: fc.nat(63),
});

/** What natstop would know after such payloads. */
export const pictureOf = ({ samples, events, text }: Case) => {
	const roster = new Roster(interval);
	const log = new EventLog(now - 60_000);
	let whole = true;
	let raw: unknown;
	for (const [index, from] of samples.entries()) {
		const built = build(from, ['statsz']);
		whole &&= built.whole;
		roster.beginRound(now);
		for (const shift of [0, 1]) {
			const sample = readHeartbeat(built.bytes, now - 10_000 + index * 2000 + shift * 500);
			if (sample === undefined) continue;
			const later = {
				...sample,
				server: { ...sample.server, time: (sample.server.time ?? 0) + shift * 3000 },
			};
			for (const event of roster.heard(later)) log.add(event);
			raw = redactPayload(parseFields(built.bytes), false);
		}
		for (const id of roster.endRound(now)) for (const event of roster.unreachable(id, now)) log.add(event);
	}
	for (const event of roster.tick(now)) log.add(event);
	for (const from of events) {
		const built = build(from, ['event']);
		whole &&= built.whole;
		const event = decodeEvent(built.capture.subject, built.bytes, now - 1000);
		if (event) log.add(event);
	}
	secretsAreWhole(whole);
	const word = safeText(text);
	const link: LinkState = {
		phase: 'connected',
		url: 'nats://127.0.0.1:4222',
		serverName: word,
		user: word,
		accountName: word,
		origin: 'context prod',
		since: now - 60_000,
		attempt: 3,
		error: word,
	};
	return { fleet: roster.snapshot(now), log: log.snapshot(now), link, raw, word };
};

export type Picture = ReturnType<typeof pictureOf>;

const reloads = (word: string): ReloadState[] => [
	{ step: 'asked' },
	{ step: 'sending', at: now - 1000 },
	{ step: 'refused', code: 500, description: word },
	{ step: 'no-answer', ms: 5000 },
	{ step: 'unsupported' },
	{ step: 'cut-off' },
	{ step: 'denied', subject: `$SYS.REQ.SERVER.${word}.RELOAD` },
	{ step: 'failed', message: word },
];

/** Calls `draw` with every group of rows there is, and how wide they must be. */
export const drawAll = (
	{ fleet, log, link, raw, word }: Picture,
	{ size, flags }: Case,
	theme: Theme,
	take: (what: string, lines: readonly string[], columns?: number) => void,
): void => {
	const { columns, rows } = sizes[size] ?? sizes[0];
	const [exact, totals, wide, paused, focused] = [1, 2, 4, 8, 16].map((bit) => (flags & bit) > 0) as [
		boolean,
		boolean,
		boolean,
		boolean,
		boolean,
	];
	const nameOf = (account: string): string => log.accountNames.get(account) ?? account;
	const shared = { theme, now, exact, totals, interval, columns, focused, ...(paused ? { asOf: now } : {}) };
	const head = {
		theme,
		columns,
		fleet,
		now,
		version: '0.1.0',
		interval,
		startedAt: now,
		paused,
		exact,
		totals,
	};
	for (const phase of ['connected', 'disconnected', 'closed', 'connecting'] as const) {
		take(`header ${phase}`, headerRows({ ...head, link: { ...link, phase } }));
	}
	take('header back', headerRows({ ...head, link: { ...link, reconnectedAt: now, lostFor: 1000 } }));
	take('notice', noticeRows({ notice: closedNotice(link, theme), columns, rows, theme }));
	const refused = notSystemAccountNotice(link, { subject: 'x', outcome: word, serverVersion: word, theme });
	take('notice refused', noticeRows({ notice: refused, columns, rows, theme }));
	for (const sort of ['cpu', 'name']) {
		take(
			'table',
			serverTableRows({
				...shared,
				fleet,
				sort: { column: sort, descending: exact },
				cursor: fleet.rows[0]?.key,
				wide,
				offset: flags,
				rows: 12,
			}),
		);
	}
	const lines = log.events.map((event) =>
		eventRow(event, columns, { nameOf, now, offset: 0, selected: false, theme }),
	);
	take('event rows', lines);
	const recorded = { size: { columns, rows }, theme, fleet, log, link, now };
	const { events: shot } = shotsOf(recorded);
	const look = lookOf(theme, columns, { now });
	const list = { sort: eventsScreen.sort, filter: '', wide, offset: flags, off: [] };
	if (shot?.counts)
		take(
			'log',
			logPaneRows(
				{
					...{ screen: eventsScreen, scope: '', total: 9, counts: shot.counts, list, look, focused },
					view: shot.list(list, look, look.choices),
					...{ width: columns, height: 10 },
				},
				{ start: 0, selected: 0, newer: 1 },
			),
		);
	for (const event of log.events.slice(-3)) {
		for (const isRaw of [false, true]) {
			const props = {
				event,
				raw: isRaw,
				scroll: flags,
				nameOf,
				now,
				focused,
				columns,
				rows: rows - 4,
				theme,
			};
			take(`event detail ${isRaw ? 'raw' : ''}`, eventDetailView(props).rows);
		}
	}
	for (const row of fleet.rows) {
		for (const height of [5, 8, rows])
			take(`panel ${height}`, statszPanelRows({ ...shared, row, rows: height }));
		for (const tab of serverTabs) {
			const props = { ...shared, row, tab, scroll: flags, eventLines: lines, eventCount: 9, rows: rows - 3 };
			take(`server ${tab}`, serverScreen(props).rows);
		}
		const rawLines = jsonLines(raw ?? {}, columns - 2);
		take(
			'server raw',
			serverScreen({
				...shared,
				row,
				tab: 'overview',
				scroll: 0,
				eventLines: [],
				eventCount: 0,
				rawLines,
				rows: rows - 3,
			}).rows,
		);
		const told = { servers: [row], scpHost: 'h', screen: { theme, now, columns, rows } };
		for (const reload of reloads(word)) {
			const box = dialogBox({ name: 'reload', server: row.key }, dialogFacts({ ...told, reload }));
			take(`reload ${reload.step}`, box, Math.min(64, columns - 2));
		}
		const { name } = row.info;
		const picker = { name: 'profile', server: row.key, kind: 4, level: 0, seconds: 5 } as const;
		take('profile picker', dialogBox(picker, dialogFacts(told)), Math.min(60, columns - 2));
		const off = dialogFacts({ ...told, off: 'lameduck' });
		take('profile off', dialogBox(picker, off), Math.min(60, columns - 2));
		const request = { server: name, kind: 'heap', level: 0 } as const;
		const ended = (profile: ProfileState) => dialogBox({ name: 'saved' }, dialogFacts({ ...told, profile }));
		const failed = ended({ step: 'failed', message: word, ...request });
		take('profile failed', failed, Math.min(64, columns - 2));
		const path = `/tmp/${profileFileName(request, name, '20260921T120454Z')}`;
		const saved = ended({ step: 'saved', path, bytes: 9, ms: 9, mode: 0o600, ...request });
		take('profile saved', saved, width(saved[0] ?? ''));
		const toast = { text: `reload of ${name}: ${word}`, token: 'crit', until: now + 1 } as const;
		const shown = toastRows(toast, columns, theme);
		take('toast', shown, width(shown[0] ?? ''));
	}
	const typed = { target: 'servers', text: word, caret: flags, error: word } as const;
	take('prompt', [footerRow({ actions, context: 'servers', columns, theme, prompt: typed })]);
};
