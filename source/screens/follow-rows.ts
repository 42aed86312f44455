// Follows a log for a command: rows as they come, those that the filter lets through, each as a line.

import { parseQuery } from '../table/filter-query.ts';
import type { listLanguage } from '../table/list-language.ts';
import type { Screen, ScreenSpec, StreamLine } from './screen.ts';

/** What following needs of a screen, and the language of its filters. */
type Followed<Row, Facts extends object> = Pick<
	ScreenSpec<Row, never, Facts>,
	'groupOf' | 'groupsOff' | 'json'
> & {
	stream: NonNullable<ScreenSpec<Row, never, Facts>['stream']>;
	language: ReturnType<typeof listLanguage<Row, Facts>>;
};

/** The `follow` of a screen. Without a filter the groups that are off at start are not shown; one that does not parse lets nothing through. */
export const followRows =
	<Row, Facts extends object>({
		groupOf,
		groupsOff = [],
		json: jsonOf,
		stream,
		language,
	}: Followed<Row, Facts>): NonNullable<Screen['follow']> =>
	(options, filter, onLine) => {
		const query = parseQuery(filter, language);
		const everything = filter !== '';
		const lineOf =
			(row: Row, facts: Facts): StreamLine =>
			({ look, json, columns }) => {
				const full = { ...look, ...facts };
				return json ? JSON.stringify(jsonOf(row, full)) : stream.text(row, full, columns);
			};
		const following = stream.follow({ ...options, everything }, (row) => {
			if (!everything && groupOf !== undefined && groupsOff.includes(groupOf(row))) return;
			const facts = following.facts();
			const now = options.connection.wire.now();
			if (query.ok && query.matches({ row, now, facts })) onLine(lineOf(row, facts));
		});
		return {
			leftOut: (count, at) => lineOf(stream.leftOut(count, at), following.facts()),
			stop: following.stop,
		};
	};
