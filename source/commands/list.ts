// `natstop servers` and every other list that is asked for once: prints a table, or JSON.

import type { Config } from '../config/config.ts';
import { longestInterval, shortestInterval } from '../format/duration.ts';
import { firstAndMore } from '../model/first-names.ts';
import { modes } from '../model/mode.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import type { Wire } from '../nats/wire.ts';
import { listError } from '../screens/given-lists.ts';
import { mainScreen } from '../screens/registry.ts';
import type { BaseLook, ListView, Screen, Shot } from '../screens/screen.ts';
import type { OnceOptions } from '../screens/source.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { columnNamed, type Sort, sortBy } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import { type Account, askedWire } from './asked-wire.ts';
import { printingChoices, printingLook } from './printing-look.ts';
import { accountThen, inReplay, type ReplayFlags, replayError } from './replayed.ts';

/** The most cells of a printed text: whole within reason, as nothing has to fit a screen here. */
const longestText = 100;

/** All rows that pass the filter: unlike a screen, a command waits for a slow filter. */
const wholeList = (shot: Shot, state: ListState, now: number): ListView => {
	let view = shot.list(state, { now, totals: false }, printingChoices);
	while (view.unfinished) view = shot.list(state, { now, totals: false }, printingChoices);
	return view;
};

/** The table as text. The library that draws it is loaded only here, as JSON does not need it. */
const printedTable = async (
	{ columns }: Screen,
	view: ListView,
	look: BaseLook,
	{ again, most, ascii }: { again?: number; most?: number; ascii: boolean },
): Promise<string> => {
	const hasRates = again !== undefined;
	const { tableText } = await import('./table-text.tsx');
	const shown = columns
		.filter(({ printed, needsTwoSamples }) => printed !== false && (hasRates || !needsTwoSamples))
		.map((column) => ({ ...column, width: column.align === 'left' ? longestText : column.width }));
	const heads = shown.map(({ title, align }) => ({ key: title, align }));
	const data = view.keys.slice(0, most).map((_, index) => {
		const state = view.state(index);
		const cells = view.cells(index, shown, look);
		return {
			...Object.fromEntries(heads.map(({ key }, at) => [key, cells[at] ?? ''])),
			...(state !== undefined && { STATE: state }),
		};
	});
	// The state stands beside the name, where the screen has the glyph.
	if (data.some((row) => 'STATE' in row)) heads.splice(1, 0, { key: 'STATE', align: 'left' });
	return tableText(data, heads, ascii);
};

/**
 * How it is sorted where nothing is asked for: as on the screen where only the first rows are printed, else by its first
 * column; by that one too where what is asked for is not known.
 */
const sortOf = (
	{ columns, most, sort }: Screen,
	wanted: string | undefined,
	reverse: boolean | undefined,
	hasRates: boolean,
	output: Output,
): Sort => {
	const first = columns[0] ?? { id: '', title: '' };
	if (wanted === undefined && most !== undefined)
		return { ...sort, descending: sort.descending !== (reverse ?? false) };
	const column = wanted === undefined ? undefined : columnNamed(columns, wanted);
	const lead = columns.find(({ isLead }) => isLead);
	// Rows with a problem come first here, too; the others by name, as there may be one sample only.
	if (wanted === undefined && lead !== undefined) return { ...sortBy(lead, reverse), ties: first.id };
	if (column?.needsTwoSamples !== true || hasRates) return sortBy(column ?? first, reverse);
	const title = first.title.toLowerCase();
	output.complain(`sorted by ${title}: ${column.title} needs two samples, such as --rates 1s takes`);
	return sortBy(first);
};

/**
 * `rates` is the time between two samples, milliseconds; without it there is one. `limit` is rows, `all` all of them. `subs`
 * wants what each connection listens to, `closed` those that have ended, `streams` and `consumers` the list beside that of the
 * command, `account` what is in one account.
 */
export type ListFlags = ReplayFlags & {
	json?: boolean;
	rates?: number;
	limit?: number;
	all?: boolean;
	subs?: boolean;
	closed?: boolean;
	streams?: boolean;
	consumers?: boolean;
	account?: string;
	/** Also ask for the parts that take a request for each row. */
	detail?: boolean;
};

/** The error in the flags, in one sentence, or nothing. */
const flagsError = (
	{ filterFields }: Screen,
	{ rates, limit, subs, closed, json, streams, consumers, account }: ListFlags,
): string | undefined => {
	if (streams && consumers)
		return '--streams and --consumers do not go together: each prints a list of its own';
	if (account !== undefined && !filterFields.includes('acc'))
		return '--account goes with --streams or --consumers: a server is in no account';
	if (closed && (rates !== undefined || subs))
		return `--closed and --${subs ? 'subs' : 'rates'} do not go together: what has ended does neither`;
	if (subs && !json) return '--subs needs --json: a table has no room for subjects';
	if (rates !== undefined && (rates < shortestInterval || rates > longestInterval))
		return `--rates is at least ${shortestInterval}ms and at most 1h`;
	return limit !== undefined && limit < 1 ? '--limit is at least 1' : undefined;
};

/** Two samples are wanted of an archive, which is one. */
const archiveError = ({ archive }: Config, { rates }: ListFlags): string | undefined =>
	archive !== undefined && rates !== undefined
		? '--rates and --archive do not go together: an archive is one sample'
		: undefined;

/**
 * Prints a list; exit 1 when no server answered, or not all of those that were asked. `of` names the object whose rows they
 * are, where the list stands only in a tab of one.
 */
export const listCommand = (
	screen: Screen,
	config: Config,
	flags: ListFlags,
	output: Output,
	of?: string,
	/** Prints something else where the mode has not this list. */
	instead?: (wire: Wire, as: Account) => Promise<ExitCode>,
): Promise<ExitCode> => {
	const { once, noun } = screen;
	const { json, rates: again, all, subs, detail } = flags;
	if (once === undefined) throw new Error(`${screen.id} cannot be asked once`);
	const given = config.screens[screen.id] ?? {};
	const wrong =
		replayError(flags) ??
		flagsError(screen, flags) ??
		listError(screen, given) ??
		archiveError(config, flags);
	if (wrong !== undefined) {
		output.complain(wrong);
		return Promise.resolve(exitCodes.usage);
	}
	const { timeout } = config.connection;
	const { checks } = config;
	const print = async (
		wire: Wire,
		servers: OnceOptions['servers'],
		again?: number,
		as: Account | undefined = undefined,
	): Promise<ExitCode> => {
		const asked = screen.askedOf(given.filter ?? '');
		const answers = await once({
			...{ servers, wire, timeout, again, of, asked, subs, detail, checks },
			...as,
		});
		const { snapshot, at, failed, unclear, silent = [], partial } = answers;
		if (unclear !== undefined) {
			output.complain(unclear);
			return exitCodes.usage;
		}
		if (failed !== undefined) {
			output.complain(config.archive === undefined ? `no server answered: ${failed}` : failed);
			return exitCodes.failure;
		}
		const sort = sortOf(screen, given.sort, given.reverse, again !== undefined, output);
		if (silent.length > 0)
			output.complain(`no answer from ${firstAndMore(silent)}, to which others have a route`);
		const { filter = '' } = given;
		const state = { sort, filter, wide: false, offset: 0, off: screen.groupsOff ?? [] };
		const view = wholeList(snapshot, state, at);
		const look = printingLook(config.ascii, at);
		const most = all ? undefined : (flags.limit ?? screen.most);
		const none =
			filter === ''
				? (snapshot.honesty.none ?? screen.empty(snapshot.counts))
				: `no ${noun[0]} matches the filter`;
		if (json) output.print(view.export(look, most).text.trimEnd());
		else if (view.keys.length === 0) output.print(none);
		else output.print(await printedTable(screen, view, look, { again, most, ascii: config.ascii }));
		if (!json && most !== undefined && view.keys.length > most)
			output.complain(`the first ${most} of ${view.keys.length} ${noun[1]}; --all prints all`);
		if (partial !== undefined) output.complain(partial);
		return partial === undefined ? exitCodes.fine : exitCodes.failure;
	};
	if (flags.replay !== undefined)
		return inReplay(flags.replay, flags.at, output, (moment) => {
			const { fleet } = moment.servers;
			const known = async () => ({ fleet, why: 'nothing was recorded of servers', silent: [] });
			const again = screen === mainScreen ? moment.interval : undefined;
			return print(moment.wire, known, again, accountThen(moment));
		});
	const ask = (wire: Wire, as?: Account): Promise<ExitCode> => {
		if (instead !== undefined && as !== undefined) return instead(wire, as);
		const servers = (samples?: 'one') =>
			gatherServers(wire, { timeout, again: samples === 'one' ? undefined : again, settings: checks });
		return print(wire, servers, again, as);
	};
	return askedWire(config, output, ask, { modes: instead === undefined ? screen.modes : modes });
};
