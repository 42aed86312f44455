// The pane about the selected account: four lines where room is short, its servers and its past where there is more.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import type { Account } from '../../model/account.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Size } from '../screen.ts';
import {
	type AccountView,
	comersLine,
	countsLine,
	flowLine,
	serversLine,
	troubleLine,
	troubleRows,
} from './detail-lines.ts';
import type { AccountLook } from './facts.ts';
import { claimRows, claimsLine, limitRows } from './limit-table.ts';
import { shareTable, shareTableRows } from './share-table.ts';
import { sparkRows } from './spark-rows.ts';

/** From so many rows on there is room for more than lines. */
const tallPane = 14;

const keyWidth = 13;

/** The name, and the key where it is another. */
export const accountTitle = (account: Account, look: AccountLook): string => {
	const name = look.nameOf(account);
	const key = account.account === account.name ? '' : fitMiddle(account.account, keyWidth, look.glyphs);
	return key === '' || name === account.account
		? fitMiddle(name, Math.min(cellsOf(name), 30), look.glyphs)
		: `${name}   ${key}`;
};

/** What its troubles are about comes before what is only worth knowing. */
const lines = (view: AccountView, rows: number): string[] => {
	const [comers, claims, trouble] = [comersLine(view), claimsLine(view), troubleLine(view)];
	const { troubles, isLoaded } = view.account;
	if (!isLoaded) return trouble === undefined ? [] : [trouble];
	const aboutClaims = troubles.some(({ check }) => check === 'claims' || check === 'account-limits');
	const both = aboutClaims ? [claims, comers] : [comers, claims];
	const wanted = [
		countsLine(view),
		flowLine(view),
		...both.filter((line) => line !== undefined),
		serversLine(view),
	];
	// The sentence about what is wrong stands last, whatever has to give way to it.
	return trouble === undefined ? wanted : [...wanted.slice(0, Math.max(0, rows - 1)), trouble];
};

/** All there is to say beside what happened and its servers, one part under the other. */
export const accountPageLines = (view: AccountView): string[] => {
	const [comers, trouble] = [comersLine(view), troubleRows(view)];
	const blank = ' '.repeat(view.width);
	if (!view.account.isLoaded) return trouble;
	return [
		...trouble,
		blank,
		...sparkRows(view),
		...(comers === undefined ? [] : [comers]),
		blank,
		...limitRows(view),
		blank,
		...claimRows(view),
	];
};

/** Its servers under the rest, at most so many rows. */
export const accountServerLines = (view: AccountView, rows: number): string[] =>
	view.account.isLoaded && rows > 1 ? [' '.repeat(view.width), ...shareTable(view, rows - 1)] : [];

/** The rows that all of its servers take there. */
export const accountServerRows = ({ account }: AccountView): number =>
	account.isLoaded ? 1 + shareTableRows(account) : 0;

/** The pane, title included, exactly of its size. */
export const accountDetail = (
	account: Account | undefined,
	{ width, height }: Size,
	look: AccountLook,
	focused: boolean,
): string[] => {
	const { theme } = look;
	if (account === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const view = { account, look, width };
	const [worst, ...more] = account.troubles;
	const words = worst ? `${worst.check}${more.length > 0 ? ` and ${more.length} more` : ''}   ` : '';
	const title = paneTitle({
		...{ title: accountTitle(account, look), columns: width, focused, theme },
		right: `${words}${account.servers} ${account.servers === 1 ? 'server' : 'servers'}`,
		...(worst && { mark: { text: words.trim(), token: healthOf(worst.severity) ?? 'text' } }),
	});
	if (height < tallPane) return fillRows([title, ...lines(view, height - 1)], height, width);
	const above = accountPageLines(view);
	return fillRows([title, ...above, ...accountServerLines(view, height - 1 - above.length)], height, width);
};
