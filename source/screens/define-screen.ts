// Makes a screen from a spec: filters and sorts once a snapshot, and hides the type of the rows.

import { exactWidths } from '../format/exact-widths.ts';
import type { Report } from '../model/health/finding.ts';
import { byKey } from '../table/by-key.ts';
import type { Moment } from '../table/column.ts';
import { fieldTerms, type Mark, parseQuery, type Query } from '../table/filter-query.ts';
import { keptOrder } from '../table/kept-order.ts';
import { listLanguage, type Subject } from '../table/list-language.ts';
import type { ListState, Tab } from '../table/list-state.ts';
import { memoizeLast } from '../table/memoize-last.ts';
import { type Passing, passing } from '../table/passing.ts';
import { askedOf } from './asked.ts';
import { followRows } from './follow-rows.ts';
import { withIsField } from './is-field.ts';
import { logRate } from './log-rate.ts';
import { blocksOf, objectsOf } from './own-pane.ts';
import { reporting } from './reporting.ts';
import { rowDrawing } from './row-drawing.ts';
import type {
	BaseLook,
	Choices,
	Item,
	ListView,
	Screen,
	ScreenLook,
	ScreenSpec,
	Shot,
	Size,
	ValueLook,
} from './screen.ts';
import { detailWithName, openedWithName } from './whole-name.ts';

/** Closes over the type of the rows, so that no caller needs a cast. */
export const defineScreen = <Row, Snapshot, Facts extends object>(
	spec: ScreenSpec<Row, Snapshot, Facts>,
): Screen => {
	const { columns, noun, id, exportOpened, connectionOf, pane, above, tabs = [], stream } = spec;
	const isLog = spec.list === 'log';
	const fields = withIsField(spec);
	const language = listLanguage(columns, fields, spec.anywhere);
	const columnById = new Map(columns.map((column) => [column.id, column]));

	const nameOf = (row: Row): string => spec.namesOf(row)[0] ?? '';

	const isBad = (row: Row, facts: Facts): boolean => (spec.rank?.(row, facts) ?? 0) > 0;

	const tabsOf = (row: Row, snapshot: Snapshot): Tab[] => {
		const counted = spec.tabCounts?.(row, snapshot);
		return tabs.flatMap((tab): Tab[] => {
			if (typeof tab === 'string') return [{ id: tab }];
			if (tab.has?.(row) === false) return [];
			const { id: screen } = tab.list;
			const rows = counted?.[screen];
			return [
				{
					id: screen,
					...(rows !== undefined && { rows }),
					list: { screen, ...(tab.scope ? { scope: tab.scope(row) } : { of: spec.keyOf(row) }) },
				},
			];
		});
	};

	const { cells, line } = rowDrawing(spec, columnById);

	/** The memory of one open screen from one frame to the next. */
	const viewer = () => {
		const parse = (text: string): Query<Subject<Row, Facts>> => parseQuery(text, language);
		const [parsed, searched] = [memoizeLast(parse), memoizeLast(parse)];
		const factsOf = memoizeLast(
			(snapshot: Snapshot, totals: boolean, exact: boolean, keys: boolean, marks: Choices['marks']) =>
				spec.facts(snapshot, { totals, exact, keys, marks }),
		);
		const facts = (snapshot: Snapshot, { totals, exact, keys, marks }: Choices): Facts =>
			factsOf(snapshot, totals, exact, keys, marks);
		/** Rises while a filter has not seen all rows, so that the same snapshot is filtered once more. */
		let again = 0;
		const passingOf = memoizeLast(
			(
				rows: readonly Row[],
				filter: string,
				off: readonly string[],
				now: number,
				known: Facts,
				bad: boolean,
				_again: number,
			): Passing<Row> => {
				const query = parsed(filter);
				const { groupOf } = spec;
				const isShown = (row: Row): boolean =>
					(groupOf === undefined || !off.includes(groupOf(row))) && (!bad || isBad(row, known));
				if (filter === '' && off.length === 0 && !bad) return { passed: rows, unfinished: false };
				if (filter === '' || !query.ok) return { passed: rows.filter(isShown), unfinished: false };
				return passing(rows, query.work, (row) => isShown(row) && query.matches({ row, now, facts: known }));
			},
		);
		/** Positions of the rows that a search finds; none for a search that does not parse. */
		const foundOf = memoizeLast(
			(rows: readonly Row[], search: string, now: number, known: Facts, _again: number) => {
				const query = searched(search);
				if (!query.ok) return { positions: [], unfinished: false };
				const { passed, unfinished } = passing(rows, query.work, (row) =>
					query.matches({ row, now, facts: known }),
				);
				const found = new Set(passed);
				return { positions: rows.flatMap((row, index) => (found.has(row) ? index : [])), unfinished };
			},
		);
		const ordered = keptOrder(columns, spec);
		const problemsOf = memoizeLast((rows: readonly Row[], known: Facts) =>
			rows.filter((row) => isBad(row, known)).map(spec.keyOf),
		);
		const rowsByKey = memoizeLast((rows: readonly Row[]) => byKey(rows, spec.keyOf));
		const keysOf = memoizeLast((rows: readonly Row[]) => rows.map(spec.keyOf));
		const nameWidths = memoizeLast(
			(rows: readonly Row[]): ReadonlyMap<string, number> =>
				new Map(
					columns.flatMap(({ id: columnId, nameWidth }) =>
						nameWidth === undefined
							? []
							: [[columnId, rows.reduce((most, row) => Math.max(most, nameWidth(row)), 0)]],
					),
				),
		);

		const shotOf = (snapshot: Snapshot, report?: () => Report | undefined): Shot => {
			const rows = spec.rows(snapshot);
			const withFacts = (look: BaseLook): ScreenLook<Facts> => ({
				...look,
				...facts(snapshot, look.choices),
			});
			const itemOf = (row: Row): Item => ({
				key: spec.keyOf(row),
				name: nameOf(row),
				server: spec.serverOf?.(row),
				place: spec.open?.(row),
				message: spec.messageOf?.(row),
				...(spec.scopes && { scopes: spec.scopes(row) }),
				...(connectionOf && { connection: (look) => connectionOf(row, withFacts(look)) }),
				tabs: tabsOf(row, snapshot),
				copy: (look, opened) => spec.copy(row, withFacts(look), opened),
				examples: () => spec.examples?.(row) ?? [],
				...(exportOpened && { exportOpened: () => exportOpened(row, snapshot) }),
			});
			const find = (key: string): Row | undefined => rowsByKey(rows).get(key);
			return {
				total: rows.length,
				honesty: spec.honesty?.(snapshot) ?? {},
				...{ counts: spec.counts?.(snapshot), report },
				...(!isLog &&
					pane === undefined && {
						values(key: string, { choices, ...moment }: ValueLook) {
							const row = find(key);
							const known = facts(snapshot, choices);
							return (
								row &&
								((column: string) => columnById.get(column)?.value(row, { ...moment, ...known }, known))
							);
						},
						column: (column: string) => columnById.get(column),
					}),
				...spec.heading?.(snapshot),
				list(state: ListState, moment: Moment, choices: Choices): ListView {
					// The order of a log and what passes its filter do not depend on the clock.
					const now = isLog ? 0 : moment.now;
					const { filter, off, sort, search = '', bad = false } = state;
					const known = facts(snapshot, choices);
					const { passed, unfinished } = passingOf(rows, filter, off, now, known, bad, again);
					const inOrder = isLog ? passed : ordered(passed, sort, moment.totals, now, known);
					const found = search === '' ? undefined : foundOf(inOrder, search, now, known, again);
					const isUnfinished = unfinished || (found?.unfinished ?? false);
					if (isUnfinished) again++;
					const marksOf = (index: number): readonly Mark[] | undefined => {
						const queries = [
							...(found?.positions.includes(index) ? [searched(search)] : []),
							...(isLog && filter !== '' ? [parsed(filter)] : []),
						];
						const marks = queries.flatMap((query) => (query.ok ? query.marks : []));
						return marks.length > 0 ? marks : undefined;
					};
					return {
						keys: keysOf(inOrder),
						unfinished: isUnfinished,
						problems: () => problemsOf(inOrder, known),
						blocks: () => blocksOf(inOrder, spec.keyOf, spec.blockOf),
						...(found && { found: found.positions }),
						...(isLog && filter !== '' && { rate: (at: number) => logRate(inOrder, spec.weigh, at) }),
						nameWidths: () => nameWidths(rows),
						exactWidths: (look) => exactWidths(inOrder, columns, withFacts(look)),
						...(pane && { pane: (size, look, at) => pane(inOrder, size, withFacts(look), at) }),
						line(index, how) {
							const row = inOrder[index];
							return row === undefined
								? ' '.repeat(how.width)
								: line(row, how, withFacts(how.look), marksOf(index));
						},
						cells(index, shown, look) {
							const row = inOrder[index];
							return row === undefined
								? []
								: cells(row, shown, withFacts(look)).map(({ text }) => text.trim());
						},
						state(index) {
							const row = inOrder[index];
							return row === undefined ? undefined : spec.stateOf?.(row);
						},
						at(index) {
							const row = inOrder[index];
							return row === undefined ? undefined : itemOf(row);
						},
						export(look, most) {
							const full = withFacts(look);
							const all = objectsOf(inOrder.slice(0, most), (row) => spec.json(row, full));
							return isLog
								? { name: id, ending: 'ndjson', text: all.map((one) => `${JSON.stringify(one)}\n`).join('') }
								: { name: id, ending: 'json', text: `${JSON.stringify(all, undefined, 2)}\n` };
						},
					};
				},
				item(key) {
					const row = find(key);
					return row === undefined ? undefined : itemOf(row);
				},
				...(above && { above: (size, look) => above(snapshot, size, withFacts(look)) }),
				detail(key, size, look, focused) {
					const row = key === undefined ? undefined : find(key);
					const draw = (room: Size) => spec.detail?.(row, room, withFacts(look), focused) ?? [];
					return row === undefined ? draw(size) : detailWithName(nameOf(row), size, look.glyphs, draw);
				},
				opened(open, size, look) {
					const row = find(open.key);
					const draw = (room: Size) =>
						spec.opened?.(row, open, room, withFacts(look), snapshot) ?? { rows: [], page: 1, last: 0 };
					return row === undefined || isLog
						? draw(size)
						: openedWithName(nameOf(row), size, look.glyphs, draw);
				},
				freeze: () => shotOf(spec.source.freeze?.(snapshot) ?? snapshot, report),
			};
		};
		return shotOf;
	};

	const { once, open, asked } = spec.source;
	return {
		id,
		...{ key: spec.key, title: spec.title, tab: spec.tab, most: spec.most, modes: spec.modes },
		asksMore: spec.asksMore,
		hasDetail: spec.detail !== undefined,
		about: spec.about,
		noun,
		list: spec.list,
		figures: spec.figures,
		sort: spec.sort,
		groups: spec.groups,
		groupsOff: spec.groupsOff,
		tabs: tabs.map((tab) =>
			typeof tab === 'string'
				? { id: tab, title: tab.charAt(0).toUpperCase() + tab.slice(1) }
				: { id: tab.list.id, title: tab.list.tab ?? tab.list.title, list: tab.list },
		),
		empty: spec.empty,
		legend: spec.legend,
		asked,
		columns,
		fields: fields.map(({ names }) => names),
		filterFields: language.fields.flatMap(({ names: [first] }) => first ?? []),
		filterError(filter) {
			const query = parseQuery(filter, language);
			return query.ok ? spec.refusal?.(fieldTerms(filter, language)) : query.error;
		},
		askedOf: (filter) => askedOf(fieldTerms(filter, language), spec.asks, spec.asksMany),
		...(stream && { follow: followRows({ ...spec, stream, language }) }),
		...(spec.report && { judged: spec.isJudgedInView ? 'in view' : 'everywhere' }),
		open: (watching, of) => reporting(open(watching, of), viewer(), spec.report, watching),
		...(once && {
			async once(options) {
				const { snapshot, ...rest } = await once(options);
				const report = memoizeLast(() => spec.report?.(snapshot, options.checks));
				return { snapshot: viewer()(snapshot, report), ...rest };
			},
		}),
	};
};
