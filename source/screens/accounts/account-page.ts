// The screen of one account: what is wrong, what it does, its past, and what it is on each of its servers.

import { accountJson } from '../../format/account-json.ts';
import { eventText } from '../../format/event-line.ts';
import { jsonLines } from '../../format/json.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, cutText, fit, fitMiddle, joinSides } from '../../format/text.ts';
import { clock, zonedClock } from '../../format/time.ts';
import type { Account } from '../../model/account.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Size } from '../screen.ts';
import { accountPageLines, accountServerLines, accountServerRows, accountTitle } from './detail.ts';
import type { AccountView } from './detail-lines.ts';
import type { AccountLook } from './facts.ts';
import type { AccountsSnapshot } from './snapshot.ts';

const titleRow = (account: Account, width: number, look: AccountLook): string => {
	const { theme, asOf, totals, exact } = look;
	const [worst, ...more] = account.troubles;
	const words = worst ? `${worst.check}${more.length > 0 ? ` and ${more.length} more` : ''}` : '';
	const right = [
		words,
		...(exact ? ['exact'] : []),
		...(totals ? ['totals'] : []),
		...(asOf === undefined ? [] : [`as of ${zonedClock(asOf)}`]),
		`${account.servers} ${account.servers === 1 ? 'server' : 'servers'}`,
	];
	return paneTitle({
		...{ title: accountTitle(account, look), columns: width, focused: true, theme },
		right: right.filter((part) => part !== '').join('   '),
		...(worst && { mark: { text: words, token: healthOf(worst.severity) ?? 'text' } }),
	});
};

/** Rows of events at the least, title included. */
const leastEvents = 4;

/** The newest of what happened to it, under a title of their own. */
const eventRows = (
	{ account, look, width }: AccountView,
	events: readonly LoggedEvent[],
	rows: number,
): string[] => {
	const { theme, glyphs, now, nameFor } = look;
	const full = look.nameOf(account);
	const name = fitMiddle(full, Math.min(30, cellsOf(full)), glyphs);
	const title = paneTitle({
		...{ title: `Events of ${name}`, right: String(events.length), columns: width, focused: false, theme },
	});
	const newest = events.slice(-(rows - 1)).map((event) => {
		const text = eventText(event, { nameOf: nameFor, glyphs, now });
		const sign = event.severity === 'info' ? ' ' : event.severity === 'warn' ? '!' : glyphs.down;
		const line = ` ${clock(event.lastAt)} ${sign} ${event.kind.padEnd(10)} ${text}`;
		return fit(event.count > 1 ? `${line}  ${glyphs.times}${event.count}` : line, width, glyphs);
	});
	return [
		title,
		...(newest.length === 0 ? [fit(' None since natstop began to listen.', width, glyphs)] : newest),
	];
};

/** The same of many frames: a log has thousands of lines, and an account may be on a thousand servers. */
const eventsOf = memoizeLast((events: readonly LoggedEvent[] | undefined, account: string) =>
	(events ?? []).filter((event) => event.account === account),
);

const rawLines = memoizeLast((account: Account, width: number): readonly string[] =>
	jsonLines(accountJson(account), width - 2)
		.flatMap((line) => cutText(line, width - 2))
		.map((line) => joinSides(` ${line}`, '', width)),
);

const pageLines = (
	view: AccountView,
	events: readonly LoggedEvent[] | undefined,
	height: number,
): readonly string[] => {
	const about = accountPageLines(view);
	const room = height - 1 - leastEvents - about.length;
	// A tab has the servers; here they stand where the newest events have room all the same.
	const above = accountServerRows(view) <= room ? [...about, ...accountServerLines(view, room)] : about;
	const left = Math.max(leastEvents, height - 1 - above.length);
	return [...above, ...eventRows(view, eventsOf(events, view.account.account), left)];
};

/** The screen between header and footer, how many of its rows scroll, and how far. */
export const accountPage = (
	account: Account | undefined,
	{ raw, scroll }: Opened,
	{ width, height }: Size,
	look: AccountLook,
	{ events, deniedDetails }: AccountsSnapshot,
): OpenedView => {
	if (account === undefined) return { rows: [], page: 1, last: 0 };
	const view = { account, look, width, denied: deniedDetails };
	const lines = raw ? rawLines(account, width) : pageLines(view, events, height);
	const page = Math.max(1, height - 1);
	const last = Math.max(0, lines.length - page);
	const start = Math.min(last, scroll);
	return {
		rows: fillRows([titleRow(account, width, look), ...lines.slice(start, start + page)], height, width),
		page,
		last,
	};
};
