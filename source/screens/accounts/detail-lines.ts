// The lines that say what an account is and does, in the pane about it and on its own screen.

import { bytes, count } from '../../format/number.ts';
import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { condense, rangedSpark } from '../../format/sparkline.ts';
import { width as cellsOf, fitMiddle, wrapText } from '../../format/text.ts';
import type { Account } from '../../model/account.ts';
import { connectionLimits } from '../../model/account-limit-use.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import { markOf } from '../../model/health.ts';
import type { Traffic } from '../../model/server.ts';
import type { Token } from '../../theme.ts';
import { limitHealth } from './claim-columns.ts';
import type { AccountLook } from './facts.ts';

/** One account and how to show it; `denied` is what may not be asked of it. */
export type AccountView = {
	account: Account;
	look: AccountLook;
	width: number;
	denied?: readonly string[];
};

/** A row that starts one cell in, muted where its figures are old; pieces of least importance leave first. */
export const accountRow = ({ account, look, width }: AccountView, pieces: readonly Piece[]): string =>
	pieceRow(dropPieces([' ', ...pieces], width), width, look.theme, account.isOld);

const judged = ({ account }: AccountView, column: string, text: string): Piece => {
	const health = healthInColumn(account.troubles, column);
	const token: Token | undefined = health;
	return { text: text + markOf(health), ...(token && { token }) };
};

/** `CONNS 7,204 of 10,000 72%   SUBS 61.2K   LEAFS 1   SRVS 8   SLOW 14 ↑3!   CHURN 180/min!`. */
export const countsLine = (view: AccountView): string => {
	const { account, look } = view;
	const { glyphs, exact } = look;
	const number = (value: number | undefined): string => count(value, glyphs, exact);
	const grown = account.slowGrowth > 0 ? ` ${glyphs.up}${number(account.slowGrowth)}` : '';
	const figures = connectionLimits(account).slice(0, 1);
	const [{ limit, share } = {}] = figures;
	const health = limitHealth(account, figures);
	const of = limit === undefined ? '' : ` of ${number(limit)}`;
	const part = share === undefined ? '' : ` ${percentText(share)}${markOf(health)}`;
	return accountRow(view, [
		{ text: `CONNS ${number(account.connections)}${of}${part}`, ...(health && { token: health }) },
		'   ',
		`SUBS ${number(account.subscriptions)}   `,
		{ text: `LEAFS ${number(account.leafnodes)}   `, keep: 2 },
		{ text: `SRVS ${number(account.servers)}   `, keep: 1 },
		judged(view, 'slow', `SLOW ${number(account.slowConsumers)}${grown}`),
		'   ',
		judged(view, 'churn', `CHURN ${number(account.churn)}${account.churn === undefined ? '' : '/min'}`),
	]);
};

/** `201K/s 209M/s`, or with totals what came since the start; `~` where it is roughly so. */
export const flowText = (
	{ account, look }: Pick<AccountView, 'account' | 'look'>,
	direction: 'in' | 'out',
): string => {
	const { glyphs, exact, totals } = look;
	const total = direction === 'in' ? account.received : account.sent;
	const traffic: Traffic | undefined = totals ? total : account.rates?.[direction];
	if (traffic === undefined) return glyphs.none;
	const unit = totals ? '' : '/s';
	const isRough = (direction === 'out' && account.sentIsRouted) || (!totals && account.ratesArePartial);
	return `${isRough ? '~' : ''}${count(traffic.msgs, glyphs, exact)}${unit} ${bytes(traffic.bytes, glyphs, exact)}${unit}`;
};

/** `IN  201K/s 209M/s ▃▃▄▅ 188K–233K   OUT 688K/s 741M/s ▃▄▅▆ 640K–701K`. */
export const flowLine = (view: AccountView): string => {
	const { account, look, width } = view;
	const [into, out] = [`IN ${flowText(view, 'in')} `, `OUT ${flowText(view, 'out')} `];
	const room = Math.max(0, Math.floor((width - cellsOf(into) - cellsOf(out) - 5) / 2));
	const write = (value: number): string => count(value, look.glyphs).replace(',', '');
	const spark = (metric: 'in' | 'out'): Piece[] => {
		const past = (cells: number) => condense(account.history?.tail(metric, cells) ?? [], cells);
		const [text, range] = rangedSpark(past, room, write, look.glyphs);
		return [{ text, token: 'spark' }, range];
	};
	return accountRow(view, [into, ...spark('in'), '   ', out, ...spark('out')]);
};

/** `FROM probe 178 on east-1   svc-cart 2 on east-3`: who connected within a minute. */
export const comersLine = (view: AccountView): string | undefined => {
	const { comers } = view.account;
	if (comers.length === 0) return undefined;
	return accountRow(view, [
		'CAME ',
		...comers.map(({ name, server, count: times }, index) => ({
			text: `${fitMiddle(name, Math.min(cellsOf(name), 24), view.look.glyphs)} ${times} on ${server}   `,
			...(index > 0 && { keep: 50 - index }),
		})),
	]);
};

/** `ON east-1 2,012   east-2 2,044`: where it is connected, most first. */
export const serversLine = (view: AccountView): string => {
	const { glyphs, exact } = view.look;
	const shares = view.account.shares
		.filter(({ connections = 0, leafnodes = 0 }) => connections + leafnodes > 0)
		.sort((a, b) => (b.connections ?? 0) - (a.connections ?? 0));
	return accountRow(view, [
		'ON ',
		...(shares.length === 0 ? ['no server: nobody is connected to it'] : []),
		...shares.map(({ server, connections }, index) => ({
			text: `${server.name} ${count(connections, glyphs, exact)}   `,
			...(index > 0 && { keep: 50 - index }),
		})),
	]);
};

/** What is wrong, as many rows as it takes; nothing where all is well. */
export const troubleRows = (view: AccountView): string[] => {
	const { account, look, width } = view;
	const first = troubleLine(view);
	if (first === undefined) return [];
	if (account.isOld || !account.isLoaded) return [first];
	return account.troubles.flatMap(({ severity, text }) =>
		wrapText(`${severity === 'critical' ? look.glyphs.down : '!'} ${text}.`, width - 2).map((line) =>
			accountRow(view, [{ text: line, token: healthOf(severity) }]),
		),
	);
};

/** What is wrong, each in a sentence; nothing where all is well. */
export const troubleLine = (view: AccountView): string | undefined => {
	const { account, look } = view;
	if (!account.isLoaded)
		return accountRow(view, ['Not loaded: it has claims, and no server has needed it since it began.']);
	if (account.isOld) {
		const age = Math.max(0, Math.round((look.now - account.receivedAt) / 1000));
		return accountRow(view, [`As of ${age}s ago: no server that told of it answers.`]);
	}
	if (account.troubles.length === 0) return undefined;
	return accountRow(
		view,
		account.troubles.map(({ severity, text }, index) => ({
			text: `${severity === 'critical' ? look.glyphs.down : '!'} ${text}.   `,
			token: healthOf(severity),
			...(index > 0 && { keep: 10 - index }),
		})),
	);
};
