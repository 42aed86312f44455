// The screen of one account: what is wrong, what it does, its past, and what it is on each of its servers.

import { accountJson } from '../../format/account-json.ts';
import { jsonLines } from '../../format/json.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { cutText, joinSides } from '../../format/text.ts';
import { zonedClock } from '../../format/time.ts';
import type { Account } from '../../model/account.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import type { Size } from '../screen.ts';
import { accountPageLines, accountTitle } from './detail.ts';
import type { AccountLook } from './detail-lines.ts';

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

/** The screen between header and footer, how many of its rows scroll, and how far. */
export const accountPage = (
	account: Account | undefined,
	{ raw, scroll }: Opened,
	{ width, height }: Size,
	look: AccountLook,
): OpenedView => {
	if (account === undefined) return { rows: [], page: 1, last: 0 };
	const lines = raw
		? jsonLines(accountJson(account), width - 2)
				.flatMap((line) => cutText(line, width - 2))
				.map((line) => joinSides(` ${line}`, '', width))
		: accountPageLines({ account, look, width });
	const page = Math.max(1, height - 1);
	const last = Math.max(0, lines.length - page);
	const start = Math.min(last, scroll);
	return {
		rows: fillRows([titleRow(account, width, look), ...lines.slice(start, start + page)], height, width),
		page,
		last,
	};
};
